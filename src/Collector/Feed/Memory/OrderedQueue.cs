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
    private bool _hasOverflowed;

    public bool HasBatch => _batches.Count > 0 || _hasOverflowed;

    public void Add(FeedBatch batch)
    {
        // A reader that is behind by two whole states needs only the newest.
        var isBehind = batch.IsWhole ? _batches.Any(waiting => waiting.IsWhole) : _waiting + SizeOf(batch) > capacity;
        if (_hasOverflowed || isBehind)
        {
            _lost += _batches.Append(batch).Sum(waiting => waiting.Lost + (waiting.IsWhole ? 0 : waiting.Changes.Count));
            _batches.Clear();
            _waiting = 0;
            _hasOverflowed = true;
            return;
        }

        _batches.Enqueue(batch);
        _waiting += batch.IsWhole ? 0 : SizeOf(batch);
    }

    public FeedBatch Take()
    {
        if (_hasOverflowed)
        {
            // Read here and not when the queue overflowed, so that the state includes what was published since.
            var restart = whole() with { Lost = _lost };
            _lost = 0;
            _hasOverflowed = false;
            return restart;
        }

        var batch = _batches.Dequeue();
        _waiting -= batch.IsWhole ? 0 : SizeOf(batch);
        return batch;
    }

    private static int SizeOf(FeedBatch batch) => batch.Changes.Count + batch.OutOfView.Count;
}
