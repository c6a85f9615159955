using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Audit;

/// <summary>Whether entries can be stored. As long as they cannot, the process is not ready.</summary>
internal sealed class AuditState(AuditLog log) : IHealthCheck
{
    private Exception? _failure;

    /// <summary>Why the last attempt to store failed; <c>null</c> if it did not.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Notes that nothing can be stored. The first failure after a success is logged.</summary>
    /// <returns>Whether it is the first one.</returns>
    public bool Fail(Exception failure)
    {
        if (Interlocked.Exchange(ref _failure, failure) is not null)
        {
            return false;
        }

        log.Failed(failure);
        return true;
    }

    /// <summary>Notes that entries can be stored.</summary>
    public void Recover()
    {
        if (Interlocked.Exchange(ref _failure, null) is not null)
        {
            log.Resumed();
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Failure is { } failure
        ? HealthCheckResult.Unhealthy("The audit trail cannot be written. What must be recorded is refused.", failure)
        : HealthCheckResult.Healthy("The audit trail can be written."));
}
