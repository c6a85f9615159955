namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>How severe a line is, the least first.</summary>
internal enum RunLogSeverity
{
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}
