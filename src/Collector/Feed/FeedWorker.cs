using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Feed;

/// <summary>Follows the feed on Redis, if there is one.</summary>
internal sealed class FeedWorker(IServiceProvider services, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<FeedWorker> logger) : SupervisedService
{
    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        cluster.Value.IsShared
            ? [new("The follower of the feed", FollowAsync, new(), time, logger)]
            : [];

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ClusterSignals>().SubscribeAsync(cancellationToken).ConfigureAwait(false);
        await services.GetRequiredService<RedisFeedFollower>().RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
