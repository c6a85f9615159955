using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Problems;

/// <summary>Whether sources are being evaluated. An evaluator that stands still is no reason to take a hub out of service, which goes on sending live state.</summary>
internal sealed class EvaluatorHealthCheck(Evaluator evaluator, JournalState journal, IEvaluatorLeadership leadership) : IHealthCheck, IEvaluatorProgress
{
    /// <summary>After how long without a heartbeat nothing is being evaluated.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public bool Moves => journal.Failure is null && evaluator.SinceHeartbeat < Patience;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(evaluator.SinceHeartbeat switch
        {
            _ when !leadership.IsLeading => HealthCheckResult.Healthy("Another process evaluates, or none."),
            _ when journal.Failure is { } reason => HealthCheckResult.Degraded($"Nothing is being evaluated, because problems cannot be stored: {reason}."),
            null => HealthCheckResult.Degraded("Nothing has been evaluated yet."),
            { } since when since >= Patience => HealthCheckResult.Degraded($"Nothing has been evaluated for {(long)since.TotalSeconds} s."),
            _ => HealthCheckResult.Healthy("Sources are being evaluated."),
        });
}
