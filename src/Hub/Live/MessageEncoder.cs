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
    private readonly ConcurrentDictionary<(MessageKey Key, int Protocol), SourceMessage> _failed = new();

    /// <summary>The kinds of values that subscribers lack at the moment, because they could not be encoded.</summary>
    public IReadOnlyList<MessageKind> FailedKinds => [.. _failed.Keys.Select(failed => failed.Key.Kind).Distinct().Order()];

    /// <summary>The values that could not be encoded when that was last tried.</summary>
    public IReadOnlyList<(MessageKey Key, int Protocol)> Failed => [.. _failed.Keys];

    /// <summary>A value as the hub sends it.</summary>
    public static InvocationMessage InvocationOf(SourceMessage message) => new(MethodOf(message), [message]);

    /// <summary>Forgets that a value could not be encoded, because nobody needs it any more.</summary>
    public void Forget(MessageKey key, int protocol) => _failed.TryRemove((key, protocol), out _);

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
            var bytes = protocols.AllProtocols[protocol].GetMessageBytes(InvocationOf(message));
            _failed.TryRemove((message.Key, protocol), out _);
            return bytes;
        }
        catch (Exception exception)
        {
            NoteFailure(message, protocol, exception);
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    /// <summary>Encodes a message in each protocol. Throws what the protocol throws.</summary>
    public void EncodeInAll(HubMessage message)
    {
        foreach (var protocol in protocols.AllProtocols)
        {
            protocol.GetMessageBytes(message);
        }
    }

    /// <summary>Bytes of one or more messages, as a message that can be written to connections of one protocol.</summary>
    public SerializedHubMessage Serialized(ReadOnlyMemory<byte> bytes, int protocol) =>
        new([new SerializedMessage(protocols.AllProtocols[protocol].Name, bytes)]);

    // A value is tried again and again, and counted and logged once.
    private void NoteFailure(SourceMessage message, int protocol, Exception exception)
    {
        var key = (message.Key, protocol);
        var isKnown = _failed.TryGetValue(key, out var before) && ReferenceEquals(before, message);
        _failed[key] = message;
        if (!isKnown)
        {
            metrics.EncodingFailed();
            Log.EncodingFailed(logger, exception, message.Key.Kind, message.Source, protocols.AllProtocols[protocol].Name);
        }
    }

    private static string MethodOf(SourceMessage message) => MessageDescriptors.Of(message).Method
        ?? throw new ArgumentException($"A {message.GetType().Name} is not sent to subscribers.", nameof(message));

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "A {Kind} of {Source} cannot be encoded as {Protocol}; subscribers keep its previous value. It is tried again every second")]
        public static partial void EncodingFailed(ILogger logger, Exception exception, MessageKind kind, string source, string protocol);
    }
}
