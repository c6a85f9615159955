namespace FlextMonitor.Daemon.Runs;

/// <summary>One line of a run's log.</summary>
/// <param name="Time">When it was written, UTC; <c>null</c> if that is not known.</param>
/// <param name="Level"><c>DEBUG</c>, <c>INFO</c>, <c>WARNING</c>, <c>ERROR</c> or <c>CRITICAL</c>; <c>null</c> if it has none.</param>
/// <param name="Message">The text, one line, or several that belong together.</param>
internal sealed record RunLogLine(DateTimeOffset? Time, string? Level, string Message)
{
    /// <summary>The part of the pipeline that wrote it; <c>null</c> if that is not known.</summary>
    public string? Plugin { get; init; }
}
