using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Live;

/// <summary>Whether the rights of open connections are looked up in time. Otherwise somebody may go on watching whose right to that has ended.</summary>
internal sealed class RightsSweepHealthCheck(RightsSweep sweep) : IHealthCheck
{
    /// <summary>How long ago the last sweep may be: within this time connections end with the right to them.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(sweep.SinceConfirmed is var since && since <= Limit
        ? HealthCheckResult.Healthy("The rights of open connections are up to date.")
        : HealthCheckResult.Unhealthy($"The rights of open connections have not been looked up for {(long)since.TotalSeconds} s."));
}
