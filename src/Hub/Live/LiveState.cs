using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// The latest value of each key, every change under the next version number. What a subscriber has not been sent is what is newer than its cursor,
/// so that neither queues nor snapshots are needed.
/// </summary>
internal sealed class LiveState(TimeProvider time) : ILiveState
{
    /// <summary>The cursor of who has been sent nothing: gets every value, and no removals.</summary>
    public const long Beginning = 0;

    /// <summary>The cursor of who may have been sent anything: gets every value, and every removal that is remembered.</summary>
    public const long Anew = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveSource> _sources = new(StringComparer.Ordinal);
    private readonly LinkedList<LiveEntry> _byVersion = new();
    private readonly Queue<(MessageKey Key, long Version, DateTimeOffset At)> _past = new();
    private long _version;

    /// <summary>The version of the newest change; 0 before the first.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Takes in what a collector published. A value that is older than the one held, from a deposed collector say, is dropped.</summary>
    /// <returns>How many values were taken.</returns>
    public int Apply(FeedBatch batch)
    {
        lock (_gate)
        {
            return Take(batch);
        }
    }

    /// <summary>Takes in the whole state, as a reading of the feed begins with it. Executions that it does not hold went while nobody read, and leave the view.</summary>
    /// <returns>How many values were taken.</returns>
    public int ApplyWhole(FeedBatch whole)
    {
        lock (_gate)
        {
            var there = whole.Changes.Select(message => message.Key).ToHashSet();
            foreach (var gone in _sources.Values.SelectMany(source => source.ExecutionsInView()).Where(key => !there.Contains(key)).ToList())
            {
                LeaveView(gone);
            }

            return Take(whole);
        }
    }

    /// <summary>Adds every entry newer than a cursor, in the order in which they are sent.</summary>
    /// <returns>The version that whoever has been sent these stands at.</returns>
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

    /// <summary>The names of the daemons heard of, in the order in which they were first spoken of; perhaps empty.</summary>
    public IReadOnlyList<string> SourceNames()
    {
        lock (_gate)
        {
            return [.. _sources.Values.OrderBy(source => source.Index).Select(source => source.Name)];
        }
    }

    /// <summary>Lets go of removals, and of what left the view, before the given time. Whoever was last sent something before then must start over.</summary>
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

    private bool Take(SourceMessage message)
    {
        if (!_sources.TryGetValue(message.Source, out var source))
        {
            source = new LiveSource(message.Source, _sources.Count);
            _sources.Add(message.Source, source);
        }

        var held = source.Find(message.Key);
        if (held is not null && !message.IsNewerThan(held.Value.Message))
        {
            return false;
        }

        if (held is not null)
        {
            _byVersion.Remove(held);
        }

        var version = _version + 1;
        source.Set(_byVersion.AddLast(new LiveEntry(message, version, source.Index)));
        if (message is ExecutionRemoved)
        {
            _past.Enqueue((message.Key, version, time.GetUtcNow()));
        }

        Volatile.Write(ref _version, version);
        return true;
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
