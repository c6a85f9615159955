using System.Globalization;
using FlextMonitor.Collector.Logs;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>Builds lines of logs.</summary>
internal static class LogLines
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A line as a daemon sends it, with a time unless the second is null.</summary>
    public static LogEntry Entry(string message, int? second = null) => new()
    {
        Timestamp = second is { } time ? Start.AddSeconds(time).ToString("O", CultureInfo.InvariantCulture) : "",
        Level = "info",
        Message = message,
    };

    /// <summary>Lines with a time each, a second apart.</summary>
    public static IEnumerable<LogEntry> Timed(int first, int count) => Enumerable.Range(first, count).Select(number => Entry("working", number));

    /// <summary>The lines as subscribers receive them.</summary>
    public static IReadOnlyList<LogLine> Mapped(IEnumerable<LogEntry> entries) => [.. entries.Select(LogMapping.Line)];

    /// <summary>One mark for each letter, without times.</summary>
    public static IReadOnlyList<LineMark> Marks(string letters) => [.. letters.Select(letter => Mark(letter))];

    /// <summary>A mark that stands for a line with a letter as its text.</summary>
    public static LineMark Mark(char letter, int? second = null) => LineMark.Of(LogMapping.Line(Entry(letter.ToString(), second)));
}
