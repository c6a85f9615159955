using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>The way out of the feed. Several may read at once, each at its own pace.</summary>
public interface IFeedReader
{
    /// <summary>First the whole current state as one batch (perhaps empty), then changes as they come.</summary>
    /// <remarks>A reader that lags does not queue: what changed while it was busy comes as one batch with the latest value of each key.</remarks>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<FeedBatch> ReadAsync(CancellationToken cancellationToken);

    /// <summary>First the whole current state as one batch (perhaps empty), then every batch as it was published, in order.</summary>
    /// <remarks>
    /// A reader that falls further behind than its queue holds loses what waits there and is given the whole current state again, with
    /// <see cref="FeedBatch.Lost"/> set.
    /// </remarks>
    /// <param name="capacity">The most values that may wait, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<FeedBatch> ReadInOrderAsync(int capacity, CancellationToken cancellationToken);

    /// <summary>The latest values of one source, removals left out; empty if nothing was published of it. A new term of its collector starts from these.</summary>
    ValueTask<IReadOnlyList<SourceMessage>> GetLatestAsync(string source, CancellationToken cancellationToken);
}
