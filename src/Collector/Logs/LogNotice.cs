using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Logs;

/// <summary>Lines that the monitor adds to a log. Each begins with <see cref="Prefix"/>.</summary>
internal static class LogNotice
{
    public const string Prefix = "[FlextMonitor] ";

    private const string Level = "warning";

    /// <summary>The log was replaced or shortened while it was not followed.</summary>
    public static LogLine Replaced(TimeProvider time) => At(
        time, "The daemon's log does not contain the lines above any more. Lines may be missing here; the log continues with the first line that the daemon has.");

    /// <summary>The place where the log broke off could not be told from others.</summary>
    public static LogLine Uncertain(TimeProvider time) => At(
        time, "The log broke off among lines that occur several times, so the place where it continues is not certain. Lines may be missing here.");

    private static LogLine At(TimeProvider time, string text) => new() { Timestamp = time.Now(), Level = Level, Message = Prefix + text };
}
