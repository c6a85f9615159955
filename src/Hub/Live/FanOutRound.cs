using System.Buffers;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>One round over all connections: joins what each cursor lacks, once for all who stand there. Used by one thread at a time.</summary>
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

    /// <summary>The version that the round brings everybody to.</summary>
    public long Version { get; private set; }

    public void Begin(long timestamp)
    {
        var version = state.Version;
        if (version != Version)
        {
            // What stands joined serves until something changes: a storm of new connections is sent the same bytes.
            _joined.Clear();
            _versionBefore = Version;
            Version = version;
        }

        _started = timestamp;
        _passedOver = 0;
    }

    /// <summary>What is newer than a cursor as one write, its size, and the version that whoever is sent it stands at.</summary>
    public (SerializedHubMessage Message, int Bytes, long Version) NewerThan(long cursor, SourceFilter filter, int protocol)
    {
        var place = (cursor, filter, protocol);
        if (!_joined.TryGetValue(place, out var joined))
        {
            // Kept only once it is made: what fails is tried again.
            joined = Join(cursor, filter, protocol);
            _joined.Add(place, joined);
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
                // Only what is new in this round and goes to who was waiting for it: how long the rest lay here says nothing of the hub.
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
