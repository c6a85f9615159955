namespace FlextMonitor.Hub.History.Figures;

/// <summary>What is known of a source during a time. The four add up to all time.</summary>
internal enum Standing : byte
{
    /// <summary>Nobody watched, or nothing was heard: the monitor was away, or the source's news were too old to be trusted.</summary>
    Unseen,

    /// <summary>All feeds answered.</summary>
    Live,

    /// <summary>The daemon answered, and at least one feed returned an error.</summary>
    Degraded,

    /// <summary>The daemon did not answer, and the monitor watched.</summary>
    Down,
}
