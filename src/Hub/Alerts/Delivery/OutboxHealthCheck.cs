using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Whether alerts are being sent. An outbox that stands still is no reason to take a hub out of service.</summary>
internal sealed class OutboxHealthCheck(OutboxProgress progress, AlertsStoreGuard guard) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Result());

    private HealthCheckResult Result() => guard.Failure switch
    {
        { } failure => HealthCheckResult.Degraded($"Alerts are not being sent, because their store does not answer: {failure}."),
        null when progress.Moves => HealthCheckResult.Healthy("Alerts are being sent."),
        null => HealthCheckResult.Degraded("Alerts are not being sent: the outbox stands still."),
    };
}
