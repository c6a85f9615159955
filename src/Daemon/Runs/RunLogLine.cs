namespace FlextMonitor.Daemon.Runs;

/// <summary>One line that a run wrote.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Level"><c>INFO</c>, <c>WARNING</c> or <c>ERROR</c>.</param>
/// <param name="Message">What, one line.</param>
internal sealed record RunLogLine(DateTimeOffset Time, string Level, string Message);
