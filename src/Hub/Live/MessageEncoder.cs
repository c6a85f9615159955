using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>Encodes values as hub messages in each of the hub's protocols.</summary>
internal sealed partial class MessageEncoder(IHubProtocolResolver protocols, LiveMetrics metrics, ILogger<MessageEncoder> logger)
{
    private readonly ConcurrentDictionary<(MessageKey Key, int Protocol), bool> _failed = new();

    /// <summary>The kinds of values that subscribers lack at the moment, because they could not be encoded.</summary>
    public IReadOnlyList<MessageKind> FailedKinds => [.. _failed.Keys.Select(failed => failed.Key.Kind).Distinct().Order()];

    /// <summary>The index of a protocol, under which entries cache their bytes.</summary>
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

    /// <summary>The bytes of one value; empty if it cannot be encoded. Such a failure is counted and affects no other key.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A serializer may throw any exception, and it must not affect the other values.")]
    public ReadOnlyMemory<byte> Encode(SourceMessage message, int protocol)
    {
        try
        {
            var bytes = protocols.AllProtocols[protocol].GetMessageBytes(new InvocationMessage(MethodOf(message), [message]));
            _failed.TryRemove((message.Key, protocol), out _);
            return bytes;
        }
        catch (Exception exception)
        {
            metrics.EncodingFailed();
            _failed[(message.Key, protocol)] = true;
            Log.EncodingFailed(logger, exception, message.Key.Kind, message.Source, protocols.AllProtocols[protocol].Name);
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    /// <summary>Encodes a value in each protocol.</summary>
    public void EncodeInAll(SourceMessage message)
    {
        for (var protocol = 0; protocol < protocols.AllProtocols.Count; protocol++)
        {
            Encode(message, protocol);
        }
    }

    /// <summary>Bytes of one or more messages, as a message that can be written to connections of one protocol.</summary>
    public SerializedHubMessage Serialized(ReadOnlyMemory<byte> bytes, int protocol) =>
        new([new SerializedMessage(protocols.AllProtocols[protocol].Name, bytes)]);

    private static string MethodOf(SourceMessage message) => MessageDescriptors.Of(message).Method
        ?? throw new ArgumentException($"A {message.GetType().Name} is not sent to subscribers.", nameof(message));

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "A {Kind} of {Source} cannot be encoded as {Protocol}; subscribers keep its previous value")]
        public static partial void EncodingFailed(ILogger logger, Exception exception, MessageKind kind, string source, string protocol);
    }
}
