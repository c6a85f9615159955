using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Cluster;

/// <summary>Whether the processes of the installation fit together. What does not is shown, and makes no process unready: all of them would be.</summary>
internal sealed class ClusterHealthCheck : IHealthCheck
{
    private readonly ClusterStanding _standing;

    /// <summary>The metrics are made with it: nobody else asks for them.</summary>
    public ClusterHealthCheck(ClusterStanding standing, ClusterMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _standing = standing;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var findings = _standing.Findings;
        return Task.FromResult(findings.Count == 0
            ? HealthCheckResult.Healthy("The processes fit together.")
            : HealthCheckResult.Degraded(string.Concat(findings.Select(finding => $"{finding.PublicText}. ")).TrimEnd()));
    }
}
