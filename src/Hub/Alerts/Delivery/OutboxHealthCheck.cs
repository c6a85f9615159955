using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Whether alerts are being sent. An outbox that stands still is no reason to take a hub out of service.</summary>
internal sealed class OutboxHealthCheck(OutboxProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(progress.Moves ? HealthCheckResult.Healthy("Alerts are being sent.") : HealthCheckResult.Degraded("Alerts are not being sent: the outbox stands still."));
}
