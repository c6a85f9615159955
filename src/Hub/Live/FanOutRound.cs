using System.Buffers;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>One round over all connections. It joins the entries newer than a cursor once for all subscribers at that cursor. Used by one thread at a time.</summary>
internal sealed class FanOutRound(LiveState state, MessageEncoder encoder, LiveMetrics metrics, TimeProvider time)
{
    private static readonly SerializedHubMessage Nothing = new([]);

    private readonly Dictionary<(long Cursor, SourceFilter Filter, int Protocol), Joined> _joined = [];
    private readonly List<LiveEntry> _collected = [];
    private readonly List<SourceMessage> _firstWritten = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _started;
    private long _versionBefore;
    private int _passedOver;

    /// <summary>The version that the round brings subscribers to.</summary>
    public long Version { get; private set; }

    public void Begin(long timestamp)
    {
        var version = state.Version;
        if (version != Version)
        {
            // The joined bytes are reused until something changes, so that many new connections are sent the same bytes.
            _joined.Clear();
            _versionBefore = Version;
            Version = version;
        }

        _started = timestamp;
        _passedOver = 0;
    }

    /// <summary>The entries newer than a cursor as one write, its size, and the cursor of a subscriber that has been sent it.</summary>
    public (SerializedHubMessage Message, int Bytes, long Version) NewerThan(long cursor, SourceFilter filter, int protocol)
    {
        var key = (cursor, filter, protocol);
        if (!_joined.TryGetValue(key, out var joined))
        {
            // Stored only after it succeeded; a failed join is tried again.
            joined = Join(cursor, filter, protocol);
            _joined.Add(key, joined);
        }

        return (joined.Message, joined.Bytes, joined.Version);
    }

    public void Wrote(int bytes) => metrics.Written(bytes);

    public void PassOver() => _passedOver++;

    public void End()
    {
        metrics.RoundEnded(time.GetElapsedTime(_started));
        metrics.PassedOver(_passedOver);
        var now = time.GetUtcNow();
        foreach (var message in _firstWritten)
        {
            if (message.ObservedAt is { } observedAt)
            {
                metrics.FirstWritten(now - observedAt);
            }
        }

        _firstWritten.Clear();
    }

    private Joined Join(long cursor, SourceFilter filter, int protocol)
    {
        _collected.Clear();
        var version = state.CollectNewerThan(cursor, filter, _collected);
        _buffer.ResetWrittenCount();
        foreach (var entry in _collected)
        {
            _buffer.Write(entry.EncodedBy(encoder, protocol).Span);
            if (!entry.Written && cursor > LiveState.Beginning && entry.Version > _versionBefore)
            {
                // Only values that are new in this round and go to a waiting subscriber count. How long others have been stored says nothing about the hub.
                entry.Written = true;
                _firstWritten.Add(entry.Message);
            }
        }

        return _buffer.WrittenCount == 0
            ? new Joined(Nothing, 0, version)
            : new Joined(encoder.Serialized(_buffer.WrittenSpan.ToArray(), protocol), _buffer.WrittenCount, version);
    }

    private readonly record struct Joined(SerializedHubMessage Message, int Bytes, long Version);
}
