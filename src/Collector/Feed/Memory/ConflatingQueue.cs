using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>
/// Keeps the latest value of each key for a slow reader, so that it is bounded by the number of keys. A key that appeared and was removed in
/// between is never delivered.
/// </summary>
internal sealed class ConflatingQueue : IFeedQueue
{
    private readonly Dictionary<MessageKey, SourceMessage> _changes = [];
    private readonly HashSet<MessageKey> _outOfView = [];
    private readonly HashSet<MessageKey> _held = [];
    private FeedBatch? _whole;

    /// <summary>Creates the queue of a reader that has not read anything.</summary>
    /// <param name="whole">The current state, which is delivered first.</param>
    public ConflatingQueue(FeedBatch whole)
    {
        _whole = whole;
        Remember(whole.Changes);
    }

    public bool HasBatch => _whole is not null || _changes.Count > 0 || _outOfView.Count > 0;

    public void Add(FeedBatch batch)
    {
        if (batch.IsWhole)
        {
            Restart(batch);
            return;
        }

        foreach (var message in batch.Changes)
        {
            _outOfView.Remove(message.Key);
            if (message.IsRemoval && !_held.Contains(message.Key))
            {
                _changes.Remove(message.Key);
            }
            else
            {
                _changes[message.Key] = message;
            }
        }

        foreach (var key in batch.OutOfView)
        {
            // A reader that holds the value must still read its last change: it may be the end of a run that the reader believes to be running.
            if (_held.Contains(key))
            {
                _outOfView.Add(key);
            }
            else
            {
                _changes.Remove(key);
            }
        }
    }

    public FeedBatch Take()
    {
        if (_whole is { } whole)
        {
            _whole = null;
            return whole;
        }

        var batch = new FeedBatch(LatestValues.Ordered(_changes.Values), [.. _outOfView]);
        Remember(batch.Changes);
        _held.ExceptWith(_outOfView);
        _changes.Clear();
        _outOfView.Clear();
        return batch;
    }

    private void Restart(FeedBatch whole)
    {
        _whole = whole with { Lost = 0 };
        _changes.Clear();
        _outOfView.Clear();
        _held.Clear();
        Remember(whole.Changes);
    }

    private void Remember(IReadOnlyList<SourceMessage> read)
    {
        foreach (var message in read)
        {
            _ = message.IsRemoval ? _held.Remove(message.Key) : _held.Add(message.Key);
        }
    }
}
