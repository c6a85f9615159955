using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>
/// The feed between processes. Redis holds the latest value of each key and a stream of the changes. This process follows the stream once, into a feed in memory that its readers read.
/// </summary>
internal sealed class RedisFeed(RedisFeedWriter writer, RedisFeedFollower follower, MemoryFeed read) : IFeedPublisher, IFeedReader
{
    public async ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await writer.PublishAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    public void PublishHere(FeedBatch batch) => read.Publish(batch);

    public async ValueTask<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken) =>
        await writer.GetPublishedAsync(source, cancellationToken).ConfigureAwait(false);

    public IAsyncEnumerable<FeedBatch> ReadAsync(CancellationToken cancellationToken) =>
        OnceListedAsync(() => read.ReadAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<FeedBatch> ReadInOrderAsync(int capacity, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return OnceListedAsync(() => read.ReadInOrderAsync(capacity, cancellationToken), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<SourceMessage>> GetLatestAsync(string source, CancellationToken cancellationToken)
    {
        await follower.Listed.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await read.GetLatestAsync(source, cancellationToken).ConfigureAwait(false);
    }

    // Until then the feed in memory is empty, which a reader must not take for the whole state.
    private async IAsyncEnumerable<FeedBatch> OnceListedAsync(Func<IAsyncEnumerable<FeedBatch>> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await follower.Listed.WaitAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var batch in batches().ConfigureAwait(false))
        {
            yield return batch;
        }
    }
}
