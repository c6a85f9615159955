using System.Text.Json.Serialization;
using FlextMonitor.Hub.RunLogs.Files;
using FlextMonitor.Hub.RunLogs.Reading;

namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary>Lines of a run's log.</summary>
/// <param name="Lines">The lines, by number; empty if there are none from the number asked for on.</param>
/// <param name="Total">How many lines were read so far.</param>
/// <param name="IsWhole">Whether these are all lines of a run that has ended.</param>
/// <param name="IsReading">Whether lines are being read from the daemon.</param>
/// <param name="ReadUntil">When the daemon's log was last read (UTC); <c>null</c> if it never was.</param>
/// <param name="Error">Why the log cannot be read any further now; <c>null</c> if it can.</param>
/// <param name="StoreError">Why the lines are not stored on the monitor's disk; <c>null</c> if they are. Then only the newest lines are kept.</param>
internal sealed record RunLogResponse(
    IReadOnlyList<RunLogLineResponse> Lines, long Total, bool IsWhole, bool IsReading, DateTimeOffset? ReadUntil, string? Error, string? StoreError)
{
    public static RunLogResponse Of(IEnumerable<RunLogLine> lines, RunLogStanding standing) => new(
        [.. lines.Select(RunLogLineResponse.Of)], standing.Lines, standing.IsWhole, standing.IsReading, standing.ReadUntil, standing.Error, standing.StoreError);
}

/// <summary>A line of a log.</summary>
/// <param name="N">Its number, 1 or more.</param>
/// <param name="Timestamp">When it was written (UTC, by the daemon's clock); <c>null</c> if the daemon sends no time.</param>
/// <param name="Level">Its level in the daemon's own spelling; <c>null</c> if the daemon sends none.</param>
/// <param name="Message">Its text, at most 65,536 characters; may be empty.</param>
/// <param name="Stream">Where it was written, <c>stdout</c> or <c>stderr</c>; not sent if the daemon does not tell.</param>
/// <param name="Styles">How a terminal would show the message: offsets and the styles from there on, such as <c>0:bold,red 5:</c>; not sent if nothing of it has a style.</param>
internal sealed record RunLogLineResponse(
    long N,
    DateTimeOffset? Timestamp,
    string? Level,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stream,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Styles)
{
    public static RunLogLineResponse Of(RunLogLine line) => new(line.Number, line.Line.Timestamp, line.Line.Level, line.Line.Message, line.Line.Stream, line.Line.Styles);
}
