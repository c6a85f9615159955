using System.Globalization;
using FlextMonitor.Daemon.Figures;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Health;

/// <summary>Checks whether the host's CPU and memory can be measured.</summary>
internal sealed class HostCheck(HostSampler sampler, IOptions<HostFiguresOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((sampler.Unsupported ?? sampler.Failure) is { } reason
            ? HealthCheckResult.Degraded(reason)
            : HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"CPU and memory measured every {options.Value.Interval.TotalSeconds:0.###} s")));
}
