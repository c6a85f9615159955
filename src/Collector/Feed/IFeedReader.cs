using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>The reading side of the feed. Several readers may read at once, each at its own speed.</summary>
public interface IFeedReader
{
    /// <summary>First the whole current state as one batch (may be empty), then changes as they are published.</summary>
    /// <remarks>Nothing queues for a slow reader: it receives what changed meanwhile as one batch with the latest value of each key.</remarks>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<FeedBatch> ReadAsync(CancellationToken cancellationToken);

    /// <summary>First the whole current state as one batch (may be empty), then every batch as it was published, in order.</summary>
    /// <remarks>
    /// A reader that falls behind by more than the capacity loses the queued values. It then receives the whole current state again, with
    /// <see cref="FeedBatch.Lost"/> set.
    /// </remarks>
    /// <param name="capacity">The most values that may queue, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<FeedBatch> ReadInOrderAsync(int capacity, CancellationToken cancellationToken);

    /// <summary>The latest values of one source without removals, as far as this process has read them; empty if none were published.</summary>
    ValueTask<IReadOnlyList<SourceMessage>> GetLatestAsync(string source, CancellationToken cancellationToken);
}
