namespace FlextMonitor.Hub.Audit;

/// <summary>The record of who did what, which can only be added to.</summary>
public interface IAuditTrail
{
    /// <summary>
    /// Records what happened. What was done is stored when it returns, or storing fails or takes more than 2 s, and goes on without the caller. A refusal is not waited for: the time of an answer
    /// must not tell which accounts exist. It cannot be cancelled, because what was done must be recorded even if the caller hangs up.
    /// </summary>
    Task RecordAsync(AuditEvent happened);

    /// <summary>Stores what happened at once, for whoever runs before the host does or without one. Throws what the store's provider throws if it cannot be stored.</summary>
    Task StoreAsync(AuditEvent happened, CancellationToken cancellationToken);

    /// <summary>Checks that something can be recorded, before it is done.</summary>
    /// <exception cref="AuditUnavailableException">Nothing can be stored now.</exception>
    Task RequireAsync(CancellationToken cancellationToken);
}
