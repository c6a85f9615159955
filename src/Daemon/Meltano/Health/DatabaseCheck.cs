using FlextMonitor.Daemon.Meltano.Runs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Meltano.Health;

/// <summary>Checks whether the runs can be read. Without them the daemon is of no use, so that a failure is unhealthy and not only degraded.</summary>
internal sealed class DatabaseCheck(RunReader reader) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await reader.FirstAttempt.WaitAsync(cancellationToken);
        return reader.Failure is { } failure ? HealthCheckResult.Unhealthy(failure) : HealthCheckResult.Healthy(reader.Description);
    }
}
