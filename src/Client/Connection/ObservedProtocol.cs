using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FlextMonitor.Client.Connection;

/// <summary>
/// Sees <see cref="Closing"/> when it is read. SignalR calls the handlers of messages apart from reading, and may say that the connection has ended before it calls the
/// last of them.
/// </summary>
/// <param name="protocol">The protocol of the wire.</param>
/// <param name="onClosing">Called with each notice, before the end of the connection is known.</param>
internal sealed class ObservedProtocol(IHubProtocol protocol, Action<Closing> onClosing) : IHubProtocol
{
    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var isWhole = protocol.TryParseMessage(ref input, binder, out message);
        if (message is InvocationMessage { Arguments: [Closing notice] })
        {
            onClosing(notice);
        }

        return isWhole;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);
}
