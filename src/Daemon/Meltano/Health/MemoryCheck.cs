using FlextMonitor.Daemon.Figures;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Meltano.Health;

/// <summary>Checks the memory of the host: where it runs out, the system kills extractors and loaders.</summary>
internal sealed class MemoryCheck(HostSampler sampler) : IHealthCheck
{
    private const double MostPercent = 95;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (sampler.Unsupported is not null || await sampler.GetAsync(cancellationToken) is not { } figures)
        {
            return HealthCheckResult.Degraded($"the memory cannot be measured: {sampler.Unsupported ?? sampler.Failure}");
        }

        return figures.MemoryPercent <= MostPercent
            ? HealthCheckResult.Healthy($"at most {MostPercent:0} % of the memory is in use")
            : HealthCheckResult.Degraded($"more than {MostPercent:0} % of the memory is in use, and the system may kill runs: run fewer at a time, or give the host more");
    }
}
