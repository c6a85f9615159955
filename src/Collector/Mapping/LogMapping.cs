using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Maps one line of an execution's log (StreamLogs).</summary>
internal static class LogMapping
{
    private const int LongestTime = 64;

    // A time of day without a date must not be taken as today's, because the daemon's date is not known.
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    /// <summary>Names under which daemons tell the stream in the metadata of a line. Meltano says <c>stdio</c>.</summary>
    private static readonly string[] StreamKeys = ["stream", "stdio"];

    public static LogLine Line(LogEntry sent)
    {
        var message = Clean.Text(sent.Message, TextLimits.LogLine);
        return new LogLine
        {
            Timestamp = Time(sent.Timestamp),
            Level = Clean.TextOrNull(sent.Level, TextLimits.Name),
            Message = message,
            Stream = Stream(sent),
            Styles = LogStyles.Of(sent.Message, message),
        };
    }

    private static string? Stream(LogEntry sent)
    {
        foreach (var key in StreamKeys)
        {
            if (sent.Metadata.TryGetValue(key, out var told))
            {
                return told.Trim().ToLowerInvariant() switch { "stdout" => "stdout", "stderr" => "stderr", _ => null };
            }
        }

        return null;
    }

    // Python's logging writes a comma before the milliseconds.
    private static DateTimeOffset? Time(string sent) =>
        sent.Length is > 0 and < LongestTime && (Parse(sent.Replace(',', '.')) ?? Parse(sent)) is { } time ? Clean.Time(time) : null;

    private static DateTime? Parse(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
}
