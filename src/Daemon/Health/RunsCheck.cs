using FlextMonitor.Daemon.Runs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Health;

/// <summary>Checks the source of pipelines and runs. Without it the daemon is of no use, so that a failure is unhealthy and not only degraded.</summary>
internal sealed class RunsCheck(IRunSource source) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["source"] = source.Kind };
        return Task.FromResult(source.Failure is { } failure
            ? HealthCheckResult.Unhealthy(failure, data: data)
            : HealthCheckResult.Healthy(source.Description, data));
    }
}
