using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Programs;
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
    public void WarmUp_HasEveryAnswerAndEveryItemOfTheHubsMethods()
    {
        var returned = typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.ReturnType).Where(type => type != typeof(void) && type != typeof(Task)).ToLookup(type => HubMethodItem(type) is not null);

        WarmUpMessages.Answers.Select(answer => answer.GetType()).ShouldBe(returned[false].Select(AnswerOf).Distinct(), ignoreOrder: true);
        WarmUpMessages.Items.Select(item => item.GetType()).ShouldBe(returned[true].Select(type => HubMethodItem(type)!).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task WarmUp_EncodesInBothProtocols() =>
        await new EncodingWarmUp(_hub.Create<MessageEncoder>()).StartingAsync(TestContext.Current.CancellationToken);

    [Fact]
    public void WarmUp_ThatFails_StopsTheStart()
    {
        var protocol = new BreakableProtocol(_hub.Protocol(0)) { IsBroken = true };
        var warmUp = new EncodingWarmUp(_hub.Create<MessageEncoder>(protocol));

        Should.Throw<StartException>(() => { _ = warmUp.StartingAsync(TestContext.Current.CancellationToken); }).Message
            .ShouldBe("a message of the hub cannot be encoded: An assembly cannot be loaded.");
    }

    [Fact]
    public void Entry_ThatCouldNotBeEncoded_IsTriedAgain_AndNotCached()
    {
        var protocol = new BreakableProtocol(_hub.Protocol(0)) { IsBroken = true };
        var encoder = _hub.Create<MessageEncoder>(protocol);
        var entry = new LiveEntry(Messages.Stats(), version: 1, sourceIndex: 0);
        entry.EncodedBy(encoder, 0).IsEmpty.ShouldBeTrue();

        protocol.IsBroken = false;

        entry.EncodedBy(encoder, 0).IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void Retry_OfWhatCanBeEncodedAgain_SendsItToEverybody_AndMakesTheProcessReady()
    {
        var protocol = new BreakableProtocol(_hub.Protocol(0)) { IsBroken = true };
        var encoder = _hub.Create<MessageEncoder>(protocol);
        var retry = _hub.Create<EncodingRetry>(encoder);
        var stats = Messages.Stats();
        _hub.Apply(stats);
        var version = _hub.State.Version;
        encoder.Encode(stats, 0);

        retry.Retry();
        encoder.FailedKinds.ShouldBe([MessageKind.Stats]);
        _hub.State.Version.ShouldBe(version);
        protocol.IsBroken = false;
        retry.Retry();

        encoder.FailedKinds.ShouldBeEmpty();
        _hub.State.Version.ShouldBe(version + 1);
        var newer = new List<LiveEntry>();
        _hub.State.CollectNewerThan(version, SourceFilter.Of([]), newer);
        newer.ShouldHaveSingleItem().Message.ShouldBe(stats);
    }

    [Fact]
    public void Retry_OfWhatTheLiveStateDoesNotHave_ForgetsIt()
    {
        var protocol = new BreakableProtocol(_hub.Protocol(0)) { IsBroken = true };
        var encoder = _hub.Create<MessageEncoder>(protocol);
        encoder.Encode(Messages.Stats(), 0);

        _hub.Create<EncodingRetry>(encoder).Retry();

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

    private static Type AnswerOf(Type returned) => returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GetGenericArguments()[0] : returned;

    private static Type? HubMethodItem(Type returned) =>
        returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? returned.GetGenericArguments()[0] : null;

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
