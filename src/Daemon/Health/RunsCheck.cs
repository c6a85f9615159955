using FlextMonitor.Daemon.Runs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Health;

/// <summary>Whether the place where pipelines and runs come from works. The daemon is of no use without it.</summary>
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
