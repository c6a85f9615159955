namespace FlextMonitor.Daemon.Runs;

/// <summary>One line of a run's log.</summary>
/// <param name="Time">When it was written, UTC.</param>
/// <param name="Level"><c>INFO</c>, <c>WARNING</c> or <c>ERROR</c>.</param>
/// <param name="Message">The text, one line.</param>
internal sealed record RunLogLine(DateTimeOffset Time, string Level, string Message);
