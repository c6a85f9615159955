using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>
/// Batches that wait for the feed, in order. Past the capacity they are merged into one with the latest value of each key, and with the number of
/// values that were dropped. Not safe for use by several threads.
/// </summary>
internal sealed class OutletQueue
{
    private readonly Queue<FeedBatch> _batches = new();
    private readonly int _capacity;
    private int _limit;
    private int _waiting;

    /// <param name="capacity">The most values that queue one by one.</param>
    public OutletQueue(int capacity) => _limit = _capacity = capacity;

    /// <summary>What waits, in order.</summary>
    public IReadOnlyCollection<FeedBatch> Waiting => _batches;

    public void Add(FeedBatch batch)
    {
        _batches.Enqueue(batch);
        _waiting += SizeOf(batch);
        if (_waiting > _limit)
        {
            Conflate();
        }
    }

    public FeedBatch? TryTake()
    {
        if (!_batches.TryDequeue(out var batch))
        {
            return null;
        }

        _waiting -= SizeOf(batch);
        return batch;
    }

    private void Conflate()
    {
        var latest = new Dictionary<MessageKey, SourceMessage>();
        var outOfView = new HashSet<MessageKey>();
        long values = 0;
        long lost = 0;
        while (_batches.TryDequeue(out var batch))
        {
            values += batch.Changes.Count;
            lost += batch.Lost;
            foreach (var message in batch.Changes)
            {
                outOfView.Remove(message.Key);
                latest[message.Key] = message;
            }

            outOfView.UnionWith(batch.OutOfView);
        }

        var conflated = new FeedBatch(LatestValues.Ordered(latest.Values), [.. outOfView]) { Lost = lost + values - latest.Count };
        _batches.Enqueue(conflated);
        _waiting = SizeOf(conflated);
        // With more keys than the capacity, each further batch would be conflated alone.
        _limit = Math.Max(_capacity, 2 * _waiting);
    }

    private static int SizeOf(FeedBatch batch) => batch.Changes.Count + batch.OutOfView.Count;
}
