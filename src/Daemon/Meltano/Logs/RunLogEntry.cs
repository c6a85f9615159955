namespace FlextMonitor.Daemon.Meltano.Logs;

/// <summary>An entry of a run's log: a line with the lines that belong to it.</summary>
/// <param name="Time">When it was written, UTC; <c>null</c> if neither it nor an entry before it has a stamp.</param>
/// <param name="Level"><c>DEBUG</c>, <c>INFO</c>, <c>WARNING</c>, <c>ERROR</c> or <c>CRITICAL</c>; <c>null</c> if unknown.</param>
/// <param name="Plugin">The plugin that wrote it; <c>null</c> if Meltano did, or if it is unknown.</param>
/// <param name="Message">The text, one line or several.</param>
internal sealed record RunLogEntry(DateTimeOffset? Time, string? Level, string? Plugin, string Message);
