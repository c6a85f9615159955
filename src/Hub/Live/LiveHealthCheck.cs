using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Live;

/// <summary>Unhealthy as long as subscribers receive an incomplete state: until the live state has been read from the feed, and if a value cannot be encoded.</summary>
internal sealed class LiveHealthCheck(LiveFeedReader reader, MessageEncoder encoder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(!reader.CaughtUp ? HealthCheckResult.Unhealthy("The live state has not been read from the feed yet.")
            : encoder.FailedKinds is { Count: > 0 } failed ? HealthCheckResult.Unhealthy($"Subscribers do not receive some values, which cannot be encoded: {string.Join(", ", failed)}. The log says why.")
            : HealthCheckResult.Healthy("The live state is read."));
}
