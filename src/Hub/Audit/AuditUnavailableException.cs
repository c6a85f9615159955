namespace FlextMonitor.Hub.Audit;

/// <summary>Nothing can be recorded now, so nothing may be done that must be.</summary>
public sealed class AuditUnavailableException : Exception
{
    internal AuditUnavailableException(Exception cause)
        : base("What this does must be recorded in the audit trail, and that is not possible now. Nothing was changed. The log of the monitor says why; try again later.", cause)
    {
    }
}
