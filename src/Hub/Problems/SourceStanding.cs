namespace FlextMonitor.Hub.Problems;

/// <summary>How a source stands as far as may be said now.</summary>
internal enum SourceStanding
{
    /// <summary>Nothing was heard yet, so nothing is judged.</summary>
    Unknown,

    Live,

    Degraded,

    /// <summary>It should be answering, but its news are too old to be trusted.</summary>
    Stale,

    Down,
}
