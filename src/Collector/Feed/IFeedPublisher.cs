using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>The writing side of the feed. Publishers use it through a <see cref="FeedOutlet"/>, which never waits.</summary>
public interface IFeedPublisher
{
    /// <summary>Delivers a batch to every reader.</summary>
    /// <remarks>The feed drops a value that is older, by epoch and sequence, than the value or removal that it holds for the same key.</remarks>
    /// <returns>Completes when the feed has accepted the batch. It fails if the feed cannot be reached. Publishing the same batch twice has no further effect.</returns>
    ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken);

    /// <summary>Delivers a batch to the readers of this process alone, while the feed cannot be reached. The same batch is published once it can.</summary>
    /// <remarks>Does nothing by default, for a feed that can always be reached.</remarks>
    void PublishHere(FeedBatch batch)
    {
    }

    /// <summary>The values that the feed holds of one source, without removals; empty if none were published. A new term of its collector continues from these.</summary>
    /// <returns>They are up to date with every publisher. It fails if the feed cannot be reached.</returns>
    ValueTask<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken);
}
