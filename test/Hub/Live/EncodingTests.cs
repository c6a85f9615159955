using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>What is needed to encode is there before the first subscriber, and what cannot be encoded is known.</summary>
public sealed class EncodingTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public void WarmUp_HasEveryMessageThatSubscribersAreSent_WithSomethingInEveryField()
    {
        var messages = WarmUpMessages.All;

        messages.Select(message => message.GetType()).ShouldBe(
            MessageDescriptors.All.Where(descriptor => descriptor.Method is not null).Select(descriptor => descriptor.Type), ignoreOrder: true);
        foreach (var message in messages)
        {
            message.GetType().GetProperties().Where(property => property.GetValue(message) is null)
                .ShouldBeEmpty($"{message.GetType().Name} leaves a field empty, whose serializer is then not loaded");
        }
    }

    [Fact]
    public async Task WarmUp_EncodesInBothProtocols()
    {
        var encoder = _hub.Create<MessageEncoder>();

        await new EncodingWarmUp(encoder).StartingAsync(TestContext.Current.CancellationToken);

        encoder.FailedKinds.ShouldBeEmpty();
    }

    [Fact]
    public void Encode_AValueThatFails_IsKnownUntilItsKeyIsEncoded()
    {
        var protocol = new BreakableProtocol(_hub.Protocol(0));
        var encoder = _hub.Create<MessageEncoder>(protocol);

        protocol.IsBroken = true;
        encoder.Encode(Messages.Stats(), 0).IsEmpty.ShouldBeTrue();
        protocol.IsBroken = false;
        encoder.Encode(Messages.Health(), 0).IsEmpty.ShouldBeFalse();
        encoder.FailedKinds.ShouldBe([MessageKind.Stats]);
        encoder.Encode(Messages.Stats(sequence: 2), 0).IsEmpty.ShouldBeFalse();

        encoder.FailedKinds.ShouldBeEmpty();
    }

    /// <summary>A protocol that fails while a test says so, as one does whose assembly cannot be loaded.</summary>
    private sealed class BreakableProtocol(IHubProtocol inner) : IHubProtocolResolver, IHubProtocol
    {
        public bool IsBroken { get; set; }

        public IReadOnlyList<IHubProtocol> AllProtocols => [this];

        public string Name => inner.Name;

        public int Version => inner.Version;

        public TransferFormat TransferFormat => inner.TransferFormat;

        public IHubProtocol GetProtocol(string protocolName, IReadOnlyList<string>? supportedProtocols) => this;

        public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
            inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => IsBroken ? throw new FileNotFoundException("An assembly cannot be loaded.") : inner.GetMessageBytes(message);
    }
}
