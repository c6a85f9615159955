using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Hub;

/// <summary>Publishes each topic separately, as the collector does, since it samples its feeds independently of each other.</summary>
internal sealed class FeedSink : ITopicSink
{
    private readonly FeedOutlet _feed;

    public FeedSink(FeedOutlet feed, TickSource ticks)
    {
        _feed = feed;
        _feed.Publish(FeedBatch.Of(ticks.FirstState()));
    }

    public Task TakeAsync(string method, IReadOnlyList<SourceMessage> values)
    {
        _feed.Publish(FeedBatch.Of(values));
        return Task.CompletedTask;
    }
}
