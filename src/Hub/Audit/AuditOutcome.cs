namespace FlextMonitor.Hub.Audit;

/// <summary>What came of what somebody did.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused: a right, a password or a code was missing or wrong.</summary>
    Refused,

    /// <summary>It failed.</summary>
    Failed,
}
