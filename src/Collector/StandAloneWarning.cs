using FlextMonitor.Collector.Cluster;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector;

/// <summary>Warns that a collector in a process of its own reaches nobody without Redis.</summary>
internal sealed partial class StandAloneWarning(IOptions<ClusterOptions> cluster, ILogger<StandAloneWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!cluster.Value.IsShared)
        {
            Log.RunsAlone(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "This collector runs alone: without ConnectionStrings:Redis nothing receives what it collects")]
        public static partial void RunsAlone(ILogger logger);
    }
}
