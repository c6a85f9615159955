using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Turns values into the bytes of a hub message, in each protocol that the hub speaks.</summary>
internal sealed partial class MessageEncoder(IHubProtocolResolver protocols, LiveMetrics metrics, ILogger<MessageEncoder> logger)
{
    /// <summary>The number by which entries remember their bytes in a protocol.</summary>
    public int NumberOf(IHubProtocol protocol)
    {
        for (var number = 0; number < protocols.AllProtocols.Count; number++)
        {
            if (protocols.AllProtocols[number].Name == protocol.Name)
            {
                return number;
            }
        }

        throw new ArgumentException($"The hub does not speak '{protocol.Name}'.", nameof(protocol));
    }

    /// <summary>The bytes of one value; none where it cannot be written, which harms nothing but its own key and is counted.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a serializer throws must not reach the other values.")]
    public ReadOnlyMemory<byte> Encode(SourceMessage message, int protocol)
    {
        try
        {
            return protocols.AllProtocols[protocol].GetMessageBytes(new InvocationMessage(MethodOf(message), [message]));
        }
        catch (Exception exception)
        {
            metrics.EncodingFailed();
            Log.EncodingFailed(logger, exception, message.Key.Kind, message.Source, protocols.AllProtocols[protocol].Name);
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    /// <summary>Bytes of one or several messages, ready to be written to connections of one protocol.</summary>
    public SerializedHubMessage Serialized(ReadOnlyMemory<byte> bytes, int protocol) =>
        new([new SerializedMessage(protocols.AllProtocols[protocol].Name, bytes)]);

    private static string MethodOf(SourceMessage message) => MessageDescriptors.Of(message).Method
        ?? throw new ArgumentException($"A {message.GetType().Name} is not sent to subscribers.", nameof(message));

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "A {Kind} of {Source} cannot be written as {Protocol}; subscribers keep the value before it")]
        public static partial void EncodingFailed(ILogger logger, Exception exception, MessageKind kind, string source, string protocol);
    }
}
