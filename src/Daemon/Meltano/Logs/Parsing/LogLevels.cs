namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>The levels of log entries, by the names that Python's logging uses.</summary>
internal static class LogLevels
{
    public const string Debug = "DEBUG";
    public const string Info = "INFO";
    public const string Warning = "WARNING";
    public const string Error = "ERROR";
    public const string Critical = "CRITICAL";

    /// <summary>The level that a word stands for, in any case; <c>null</c> for other words.</summary>
    public static string? Find(string? word) => word?.ToUpperInvariant() switch
    {
        "DEBUG" or "TRACE" or "NOTSET" => Debug,
        "INFO" => Info,
        "WARNING" or "WARN" => Warning,
        "ERROR" or "EXCEPTION" => Error,
        "CRITICAL" or "FATAL" => Critical,
        _ => null,
    };
}
