using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>One line of an execution's log (StreamLogs).</summary>
internal static class LogMapping
{
    public static LogLine Line(LogEntry sent) => new()
    {
        Timestamp = Time(sent.Timestamp),
        Level = Clean.TextOrNull(sent.Level, TextLimits.Name),
        Message = Clean.Text(sent.Message, TextLimits.LogLine),
    };

    // Python's logging writes a comma before the milliseconds.
    private static DateTimeOffset? Time(string sent) =>
        sent.Length is > 0 and < 64
        && DateTimeOffset.TryParse(
            sent.Replace(',', '.'),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond))
            : null;
}
