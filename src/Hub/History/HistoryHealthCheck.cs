using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.History;

/// <summary>Whether history is being written. A pause is no reason to take a hub out of service: live state goes on.</summary>
internal sealed class HistoryHealthCheck(HistoryState state) : IHealthCheck
{
    private const string WrittenUntil = "writtenUntil";

    // Anyone may read the answer, and the reason may name the server and the role. It stands in the log.
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyDictionary<string, object>? data = state.WrittenUntil is { } until ? new Dictionary<string, object> { [WrittenUntil] = until } : null;
        return Task.FromResult(state.PausedBecause is null
            ? HealthCheckResult.Healthy("History is being written.", data)
            : HealthCheckResult.Degraded("History is paused: its store cannot be written.", data: data));
    }
}
