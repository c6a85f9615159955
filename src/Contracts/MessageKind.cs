namespace FlextMonitor.Contracts;

/// <summary>The parts of a daemon's state, in the order in which they are sent.</summary>
public enum MessageKind
{
    /// <summary><see cref="SourceStatus"/>, one for each source.</summary>
    Status,

    /// <summary><see cref="DashboardStats"/>, one for each source.</summary>
    Stats,

    /// <summary><see cref="HealthStatus"/>, one for each source.</summary>
    Health,

    /// <summary><see cref="ExecutionData"/> or <see cref="ExecutionRemoved"/>, one for each execution.</summary>
    Execution,

    /// <summary><see cref="Contracts.Heartbeat"/>, one for each source; last, because it ends the first state.</summary>
    Heartbeat,
}
