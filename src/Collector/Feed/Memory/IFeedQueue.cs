namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>What one reader has not read yet. Guarded by the feed.</summary>
internal interface IFeedQueue
{
    /// <summary>Whether there is something to read.</summary>
    bool HasBatch { get; }

    /// <summary>Adds what was published.</summary>
    void Add(FeedBatch batch);

    /// <summary>Takes the next batch; only while <see cref="HasBatch"/>.</summary>
    FeedBatch Take();
}
