using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Publishes what this process collected for itself. Its readers have newer epochs than a term that went on elsewhere, and would take nothing of that: these values end that term,
/// and the next one goes on from them. If it has begun already, they are refused.
/// </summary>
internal sealed class LoneHandover(IFeedPublisher feed, FeedOutlet outlet, MemoryFeed read, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Publishes the values of one term, or leaves them to the outlet if the feed is still away.</summary>
    public async Task RunAsync(string source, long epoch)
    {
        List<SourceMessage> collected = [.. read.GetHeld(source).Where(message => message.Epoch == epoch && !MessageDescriptors.Of(message).IsJudgement)];
        if (collected.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            var published = await feed.GetPublishedAsync(source, limit.Token).ConfigureAwait(false);
            await feed.PublishAsync(FeedBatch.Of(Newest(collected, published)), limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FeedUnavailableException or OperationCanceledException)
        {
            outlet.Publish(FeedBatch.Of(collected));
        }
    }

    // A term that went on elsewhere may have observed something later than this one did.
    private static List<SourceMessage> Newest(List<SourceMessage> collected, IReadOnlyList<SourceMessage> published)
    {
        var stamp = new MessageStamp(collected[0].Epoch, collected.Max(message => message.Sequence));
        var byKey = published.ToDictionary(message => message.Key);
        return collected.ConvertAll(own => byKey.GetValueOrDefault(own.Key) is { } other && other.ObservedAt > own.ObservedAt ? stamp.Stamp(other) : own);
    }
}
