using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>A line with its number.</summary>
/// <param name="Number">Its number in what was read of the log, 1 or more, without gaps.</param>
/// <param name="Line">The line.</param>
internal readonly record struct RunLogLine(long Number, LogLine Line);
