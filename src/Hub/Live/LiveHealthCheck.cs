using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Live;

/// <summary>Unhealthy until the live state has been read from the feed, because subscribers would receive an incomplete state.</summary>
internal sealed class LiveHealthCheck(LiveFeedReader reader) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(reader.CaughtUp
            ? HealthCheckResult.Healthy("The live state is read.")
            : HealthCheckResult.Unhealthy("The live state has not been read from the feed yet."));
}
