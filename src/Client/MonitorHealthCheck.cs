using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Client;

/// <summary>Healthy while the client is connected to the hub. It says nothing of the daemons: their state is data, not the health of who asks.</summary>
internal sealed class MonitorHealthCheck(IMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var connection = monitor.Current.Connection;
        return Task.FromResult(connection.IsConnected ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, connection.Reason ?? "not connected yet"));
    }
}
