using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Says again and again what this process is, and tells the others when it ends. While Redis is away, nothing is said.</summary>
internal sealed class NodeWorker(ClusterNodes nodes, TimeProvider time, ILogger<NodeWorker> logger) : SupervisedService
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (!nodes.IsShared)
        {
            return;
        }

        using var limit = new CancellationTokenSource(LeaveLimit, time);
        await TryAsync(() => nodes.LeaveAsync(limit.Token)).ConfigureAwait(false);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => nodes.IsShared ? [new("The announcement of this process", RunAsync, new(), time, logger)] : [];

    /// <returns>Whether Redis took it.</returns>
    private static async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is FeedUnavailableException or OperationCanceledException or ObjectDisposedException || RedisFailure.IsAway(exception))
        {
            // The feed tells that Redis is away; the others leave this process out after a while.
            return false;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(ClusterNodes.Pace, time);
        do
        {
            nodes.NoteWritten(await TryAsync(() => nodes.AnnounceAsync(cancellationToken)).ConfigureAwait(false));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }
}
