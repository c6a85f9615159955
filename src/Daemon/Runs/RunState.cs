namespace FlextMonitor.Daemon.Runs;

/// <summary>Where a run stands.</summary>
internal enum RunState
{
    /// <summary>Accepted, not yet at work.</summary>
    Pending,

    /// <summary>At work, or stuck.</summary>
    Running,

    /// <summary>Ended with everything done.</summary>
    Success,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended by a person, or given up.</summary>
    Cancelled,
}
