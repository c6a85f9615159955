using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Live;

/// <summary>Whether the live state has been taken in from the feed, so that a subscriber would be sent all there is.</summary>
internal sealed class LiveHealthCheck(LiveFeedReader reader) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(reader.CaughtUp
            ? HealthCheckResult.Healthy("The live state is read.")
            : HealthCheckResult.Unhealthy("The live state has not been read from the feed yet."));
}
