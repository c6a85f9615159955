namespace FlextMonitor.Daemon.Runs;

/// <summary>The state of a run.</summary>
internal enum RunState
{
    /// <summary>Its source does not say, or in a word that is not known.</summary>
    Unknown,

    /// <summary>Accepted, but not started yet.</summary>
    Pending,

    /// <summary>Running, or stuck.</summary>
    Running,

    /// <summary>Ended successfully.</summary>
    Success,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Cancelled by a person or by its schedule.</summary>
    Cancelled,
}
