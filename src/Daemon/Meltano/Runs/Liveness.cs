namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>What the heartbeat says about a run that its row calls running.</summary>
internal enum Liveness
{
    /// <summary>Its heartbeat moves, or has not been watched for long enough.</summary>
    Alive,

    /// <summary>It has no heartbeat, so that nothing can be told.</summary>
    NoHeartbeat,

    /// <summary>Its heartbeat, which Meltano writes every second, has not moved for 15 s.</summary>
    Suspected,

    /// <summary>Its heartbeat has not moved for 57 s, so that everybody knows within 60 s.</summary>
    Killed,

    /// <summary>By Meltano's own rule: a heartbeat older than 5 min, or none and started over 24 h ago.</summary>
    Stale,
}
