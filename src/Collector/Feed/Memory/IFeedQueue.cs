namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>The batches that one reader has not read yet. The feed guards it with its lock.</summary>
internal interface IFeedQueue
{
    /// <summary>Whether there is a batch to read.</summary>
    bool HasBatch { get; }

    /// <summary>Adds a published batch.</summary>
    void Add(FeedBatch batch);

    /// <summary>Takes the next batch; only while <see cref="HasBatch"/>.</summary>
    FeedBatch Take();
}
