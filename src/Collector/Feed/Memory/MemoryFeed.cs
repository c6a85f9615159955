using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>The feed within one process. It holds the latest value of each key and, for every reader, what it has not read yet.</summary>
internal sealed class MemoryFeed(TimeProvider time) : IFeedPublisher, IFeedReader
{
    private readonly Lock _gate = new();
    private readonly LatestValues _latest = new(time);
    private readonly HashSet<Reader> _readers = [];

    public void Publish(FeedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            var applied = _latest.Apply(batch);
            if (applied.Changes.Count == 0 && applied.OutOfView.Count == 0)
            {
                return;
            }

            foreach (var reader in _readers)
            {
                reader.Queue.Add(applied);
                reader.Signal();
            }
        }
    }

    /// <summary>Continues from a listing of another feed, which readers receive as a whole batch.</summary>
    /// <param name="listed">Values and removals. One that is older than the value held of its key is dropped.</param>
    /// <param name="isComplete">Whether all values of the part that a key belongs to are listed, so that a key that is missing has no value.</param>
    /// <param name="lost">How many values ordered readers missed.</param>
    public void Restart(IReadOnlyList<SourceMessage> listed, Predicate<MessageKey> isComplete, long lost)
    {
        lock (_gate)
        {
            _latest.Replace(listed, isComplete);
            var whole = _latest.ToWholeBatch() with { Lost = lost };
            foreach (var reader in _readers)
            {
                reader.Queue.Add(whole);
                reader.Signal();
            }
        }
    }

    /// <summary>The latest values of one source and its remembered removals; empty if there are none.</summary>
    public IReadOnlyList<SourceMessage> GetHeld(string source)
    {
        lock (_gate)
        {
            return _latest.HeldOf(source);
        }
    }

    public ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken)
    {
        Publish(batch);
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<FeedBatch> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => new ConflatingQueue(_latest.ToWholeBatch()), cancellationToken);

    public IAsyncEnumerable<FeedBatch> ReadInOrderAsync(int capacity, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return ReadAsync(() => new OrderedQueue(_latest.ToWholeBatch, capacity), cancellationToken);
    }

    public ValueTask<IReadOnlyList<SourceMessage>> GetLatestAsync(string source, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_latest.Of(source));
        }
    }

    public ValueTask<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken) => GetLatestAsync(source, cancellationToken);

    private async IAsyncEnumerable<FeedBatch> ReadAsync(Func<IFeedQueue> newQueue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = Join(newQueue);
        try
        {
            while (true)
            {
                await reader.WaitAsync(cancellationToken).ConfigureAwait(false);
                while (TryTake(reader, out var batch))
                {
                    yield return batch;
                }
            }
        }
        finally
        {
            Leave(reader);
        }
    }

    private Reader Join(Func<IFeedQueue> newQueue)
    {
        lock (_gate)
        {
            var reader = new Reader(newQueue());
            _readers.Add(reader);
            reader.Signal();
            return reader;
        }
    }

    private void Leave(Reader reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    private bool TryTake(Reader reader, [NotNullWhen(true)] out FeedBatch? batch)
    {
        lock (_gate)
        {
            batch = reader.Queue.HasBatch ? reader.Queue.Take() : null;
            return batch is not null;
        }
    }

    private sealed class Reader(IFeedQueue queue)
    {
        // If the channel is full, the reader is about to read anyway.
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

        public IFeedQueue Queue => queue;

        public void Signal() => _signal.Writer.TryWrite(true);

        public async ValueTask WaitAsync(CancellationToken cancellationToken) =>
            await _signal.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }
}
