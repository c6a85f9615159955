namespace FlextMonitor.Hub.Audit;

/// <summary>The trail of a host without a store: entries go to the log alone.</summary>
internal sealed class LogOnlyTrail(AuditLog log, TimeProvider time) : IAuditTrail
{
    /// <inheritdoc/>
    public Task RecordAsync(AuditEvent happened)
    {
        log.Happened(RecordedEvent.Of(happened, time));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoreAsync(AuditEvent happened, CancellationToken cancellationToken) => RecordAsync(happened);

    /// <inheritdoc/>
    public Task RequireAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
