namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>
/// Keeps every batch in order for a reader that must not miss values in between. A reader that falls behind by more than the capacity loses the
/// queued values and receives the whole current state, with the number of lost values.
/// </summary>
/// <param name="whole">Reads the current state.</param>
/// <param name="capacity">The most values that may queue.</param>
internal sealed class OrderedQueue(Func<FeedBatch> whole, int capacity) : IFeedQueue
{
    private readonly Queue<FeedBatch> _batches = new([whole()]);
    private int _waiting;
    private long _lost;

    public bool HasBatch => _batches.Count > 0 || _lost > 0;

    public void Add(FeedBatch batch)
    {
        if (_lost > 0 || _waiting + batch.Changes.Count > capacity)
        {
            _lost += _waiting + batch.Changes.Count;
            _batches.Clear();
            _waiting = 0;
            return;
        }

        _batches.Enqueue(batch);
        _waiting += batch.Changes.Count;
    }

    public FeedBatch Take()
    {
        if (_lost > 0)
        {
            // Read here and not when the queue overflowed, so that the state includes what was published since.
            var restart = whole() with { Lost = _lost };
            _lost = 0;
            return restart;
        }

        var batch = _batches.Dequeue();
        _waiting -= batch.IsWhole ? 0 : batch.Changes.Count;
        return batch;
    }
}
