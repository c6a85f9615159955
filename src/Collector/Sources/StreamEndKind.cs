namespace FlextMonitor.Collector.Sources;

/// <summary>How a stream of updates of an execution (StreamExecution) ended.</summary>
internal enum StreamEndKind
{
    /// <summary>The daemon ended it.</summary>
    Finished,

    /// <summary>It failed, or its connection was lost.</summary>
    BrokenOff,

    /// <summary>It was closed because nothing useful came.</summary>
    Quiet,

    /// <summary>The daemon does not serve such streams.</summary>
    Unimplemented,
}
