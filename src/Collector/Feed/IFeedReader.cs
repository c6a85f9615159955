namespace FlextMonitor.Collector.Feed;

/// <summary>Where the hub, and every other reader, learns what changed.</summary>
public interface IFeedReader
{
    /// <summary>First the whole current state as one batch (perhaps empty), then changes as they come.</summary>
    /// <remarks>
    /// A reader that lags does not queue: what changed while it was away comes as one batch with the latest value of each key.
    /// Several may read at once, each at its own pace.
    /// </remarks>
    /// <param name="cancellationToken">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<FeedBatch> ReadAsync(CancellationToken cancellationToken);
}
