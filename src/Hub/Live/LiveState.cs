using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// The latest value of each key. Every change gets the next version number. A subscriber has not been sent the entries newer than its cursor,
/// so neither queues nor snapshots are needed.
/// </summary>
internal sealed class LiveState(TimeProvider time) : ILiveState
{
    /// <summary>The cursor of a new subscriber: it receives every value, and no removals.</summary>
    public const long Beginning = 0;

    /// <summary>The cursor of a subscriber that may have received anything: it receives every value, and every removal that is remembered.</summary>
    public const long Resend = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveSource> _sources = new(StringComparer.Ordinal);
    private readonly LinkedList<LiveEntry> _byVersion = new();
    private readonly Queue<(MessageKey Key, long Version, DateTimeOffset At)> _past = new();
    private long _version;

    /// <summary>The version of the newest change; 0 before the first.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>
    /// Applies a batch. A value that is older than the current one, such as one from a collector that has lost its lease, is dropped.
    /// With a whole batch, executions, pipelines and problems that are missing from it leave the view: they were removed while the feed was not read.
    /// </summary>
    /// <returns>How many values were applied.</returns>
    public int Apply(FeedBatch batch)
    {
        lock (_gate)
        {
            if (batch.IsWhole)
            {
                LeaveViewUnless(batch.Changes.Select(message => message.Key).ToHashSet());
            }

            return Take(batch);
        }
    }

    /// <summary>Adds every entry newer than a cursor, in the order in which they are sent.</summary>
    /// <returns>The cursor of a subscriber that has been sent these entries.</returns>
    public long CollectNewerThan(long cursor, SourceFilter filter, List<LiveEntry> entries)
    {
        lock (_gate)
        {
            for (var node = _byVersion.Last; node is not null && node.Value.Version > cursor; node = node.Previous)
            {
                var entry = node.Value;
                if (filter.Includes(entry.Message.Source) && !(entry.IsPast && cursor == Beginning))
                {
                    entries.Add(entry);
                }
            }

            entries.Sort(LiveEntry.SendingOrder);
            return _version;
        }
    }

    /// <inheritdoc/>
    public SourceSnapshot? Find(string source)
    {
        lock (_gate)
        {
            return _sources.TryGetValue(source, out var found) ? found.Snapshot() : null;
        }
    }

    /// <summary>The latest value or removal of a key; <c>null</c> if there is none, or it has left the view.</summary>
    public SourceMessage? FindMessage(MessageKey key)
    {
        lock (_gate)
        {
            return Held(key)?.Value.Message;
        }
    }

    /// <summary>Gives the latest value or removal of a key the next version, so that every subscriber is sent it, also one that should have been before.</summary>
    /// <returns>Whether there is one that has not left the view.</returns>
    public bool Renew(MessageKey key)
    {
        lock (_gate)
        {
            if (Held(key) is not { } held)
            {
                return false;
            }

            _byVersion.Remove(held);
            Place(_sources[key.Source], held.Value.Message);
            return true;
        }
    }

    /// <summary>The names of the sources with a value, in the order of first publication; may be empty.</summary>
    public IReadOnlyList<string> SourceNames()
    {
        lock (_gate)
        {
            return [.. _sources.Values.OrderBy(source => source.Index).Select(source => source.Name)];
        }
    }

    /// <summary>Forgets removals, and values that left the view, from before the given time. A subscriber whose last write is older must start over.</summary>
    public void ForgetPast(DateTimeOffset before)
    {
        lock (_gate)
        {
            while (_past.TryPeek(out var past) && past.At < before)
            {
                _past.Dequeue();
                var entry = _sources[past.Key.Source].Find(past.Key);
                if (entry?.Value.Version == past.Version)
                {
                    Drop(past.Key);
                }
            }
        }
    }

    private int Take(FeedBatch batch)
    {
        var taken = 0;
        foreach (var message in batch.Changes)
        {
            taken += Take(message) ? 1 : 0;
        }

        foreach (var key in batch.OutOfView)
        {
            LeaveView(key);
        }

        return taken;
    }

    private void LeaveViewUnless(HashSet<MessageKey> keys)
    {
        foreach (var gone in _sources.Values.SelectMany(source => source.InView()).Where(key => !keys.Contains(key)).ToList())
        {
            LeaveView(gone);
        }
    }

    private bool Take(SourceMessage message)
    {
        var source = SourceOf(message);
        source.NoteOrder(message);
        var isTaken = message switch
        {
            SourceEvaluated evaluated => KeepHeartbeatCurrent(source, evaluated.EvaluatedAt),
            Heartbeat heartbeat => TakeValue(source, heartbeat with { EvaluatedAt = heartbeat.EvaluatedAt ?? source.EvaluatedAt }),
            _ => MessageDescriptors.Of(message).Method is not null && TakeValue(source, message),
        };
        return AnnounceEvaluation(source) || isTaken;
    }

    private bool TakeValue(LiveSource source, SourceMessage message)
    {
        var held = source.Find(message.Key);
        // A value that left the view because a whole batch lacked it may be published again with the stamp that it had.
        var isBack = held is { Value.HasLeftView: true } && held.Value.Message.HasSameStampAs(message);
        if (held is not null && !isBack && !message.IsNewerThan(held.Value.Message))
        {
            return false;
        }

        if (held is not null)
        {
            _byVersion.Remove(held);
        }

        source.HasAnnouncedEvaluation |= message is Heartbeat { EvaluatedAt: not null };
        Place(source, message);
        return true;
    }

    private void Place(LiveSource source, SourceMessage message)
    {
        var version = _version + 1;
        source.Set(_byVersion.AddLast(new LiveEntry(message, version, source.Index)));
        if (message.IsRemoval)
        {
            _past.Enqueue((message.Key, version, time.GetUtcNow()));
        }

        Volatile.Write(ref _version, version);
    }

    private LinkedListNode<LiveEntry>? Held(MessageKey key) =>
        _sources.TryGetValue(key.Source, out var source) && source.Find(key) is { Value.HasLeftView: false } held ? held : null;

    // Only new subscribers receive this; connected ones receive later evaluations with the next heartbeat.
    private static bool KeepHeartbeatCurrent(LiveSource source, DateTimeOffset evaluatedAt)
    {
        source.EvaluatedAt = evaluatedAt;
        if (source.FindHeartbeat() is { Value: { Message: Heartbeat held } entry } node)
        {
            node.Value = new LiveEntry(held with { EvaluatedAt = evaluatedAt }, entry.Version, source.Index) { Written = entry.Written };
        }

        return false;
    }

    // The first evaluation is announced at once, because a busy daemon may give no reason for a heartbeat for a long time.
    private bool AnnounceEvaluation(LiveSource source)
    {
        if (source.HasAnnouncedEvaluation || source.EvaluatedAt is null || source.FindHeartbeat() is not { Value.Message: Heartbeat held })
        {
            return false;
        }

        return source.TryOrderAfter(held) is { } announcement && TakeValue(source, announcement);
    }

    private LiveSource SourceOf(SourceMessage message)
    {
        if (!_sources.TryGetValue(message.Source, out var source))
        {
            source = new LiveSource(message.Source, _sources.Count);
            _sources.Add(message.Source, source);
        }

        return source;
    }

    private void LeaveView(MessageKey key)
    {
        if (_sources.TryGetValue(key.Source, out var source) && source.LeaveView(key) is { } entry)
        {
            _past.Enqueue((key, entry.Version, time.GetUtcNow()));
        }
    }

    private void Drop(MessageKey key)
    {
        if (_sources.TryGetValue(key.Source, out var source) && source.Remove(key) is { } entry)
        {
            _byVersion.Remove(entry);
        }
    }
}
