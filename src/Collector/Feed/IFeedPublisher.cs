namespace FlextMonitor.Collector.Feed;

/// <summary>Where a collector says what changed.</summary>
public interface IFeedPublisher
{
    /// <summary>Hands a batch to every reader. Never waits for one: a reader that lags gets the latest value of each key.</summary>
    void Publish(FeedBatch batch);
}
