namespace FlextMonitor.Collector.Feed;

/// <summary>The way into the feed. Publishers do not call it directly but through a <see cref="FeedOutlet"/>, which never waits.</summary>
public interface IFeedPublisher
{
    /// <summary>Hands a batch to every reader.</summary>
    /// <remarks>A value that is older, by epoch and sequence, than the one that the feed holds of its key, or than its removal, is dropped.</remarks>
    /// <returns>Completes when the feed has taken the batch. It fails when the feed cannot be reached; publishing the same batch again changes nothing.</returns>
    ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken);
}
