using System.Buffers;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>Reads the live state as the first write to a subscriber does.</summary>
internal sealed class FirstMessages(LiveState state, LiveFeedReader reader, MessageEncoder encoder, IHubProtocolResolver protocols) : IFirstMessages
{
    private const string Json = "json";

    private readonly int _json = encoder.NumberOf(protocols.GetProtocol(Json, supportedProtocols: null) ?? throw new InvalidOperationException("The hub does not speak JSON."));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Find(Rights rights, int maxBytes)
    {
        if (!reader.CaughtUp || !rights.Include(Roles.Viewer))
        {
            return null;
        }

        List<LiveEntry> entries = [];
        state.CollectNewerThan(LiveState.Beginning, SourceFilter.Permitting(rights), entries);

        // A heartbeat ends the first state of a source. Before that nothing of it is shown.
        return entries.Any(entry => entry.Message is Heartbeat && entry.Message.Source != SourceNames.Monitor) ? Join(entries, maxBytes) : null;
    }

    private ReadOnlyMemory<byte>? Join(List<LiveEntry> entries, int maxBytes)
    {
        var joined = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            // Not the bytes that the entry keeps: the thread that writes to subscribers sets those without a lock.
            var bytes = encoder.Encode(entry.Message, _json);
            if (bytes.IsEmpty || joined.WrittenCount + bytes.Length > maxBytes)
            {
                return null;
            }

            if (joined.WrittenCount > 0)
            {
                joined.Write(","u8);
            }

            // The last byte separates the messages of a connection.
            joined.Write(bytes.Span[..^1]);
        }

        return joined.WrittenMemory;
    }
}
