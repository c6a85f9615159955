namespace FlextMonitor.Collector.Logs;

/// <summary>Whether more lines can come in the log of an execution.</summary>
internal enum RunProgress
{
    /// <summary>The execution goes on.</summary>
    Running,

    /// <summary>The execution has ended.</summary>
    Ended,

    /// <summary>The daemon does not have the execution any more.</summary>
    Gone,

    /// <summary>The daemon answered, but not how the execution stands.</summary>
    Untold,

    /// <summary>The daemon did not answer.</summary>
    Unreachable,
}
