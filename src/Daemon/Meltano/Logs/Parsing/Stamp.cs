using System.Globalization;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>Reads the time of a log line.</summary>
internal static class Stamp
{
    /// <summary>A date and a time of day, with <c>T</c> or a blank between, a fraction after a point or comma, and a zone or none.</summary>
    public const string Pattern = @"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?";

    private const int DateLength = 10;

    /// <summary>With seven digits of a second, which is all that a time holds.</summary>
    private const int MostLength = 27;

    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>The time in UTC; <c>null</c> if the text is not a time. A stamp that names no zone is in <paramref name="zone"/>.</summary>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        var (written, offset) = Split(text.Trim().Replace(',', '.'));
        if (written.IndexOf('T', StringComparison.Ordinal) == DateLength)
        {
            written = $"{written[..DateLength]} {written[(DateLength + 1)..]}";
        }

        return DateTime.TryParseExact(written[..Math.Min(written.Length, MostLength)], Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is >= 1970 and < 2200
            ? new DateTimeOffset(time, offset ?? zone.GetUtcOffset(time)).ToUniversalTime()
            : null;
    }

    /// <summary>The time of a number of seconds since 1970; <c>null</c> if it is out of range.</summary>
    public static DateTimeOffset? FromSeconds(double seconds) =>
        seconds is > 0 and < 7_258_118_400 ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;

    private static (string Written, TimeSpan? Offset) Split(string text)
    {
        if (text.EndsWith('Z'))
        {
            return (text[..^1].TrimEnd(), TimeSpan.Zero);
        }

        if (text.EndsWith("UTC", StringComparison.Ordinal))
        {
            return (text[..^3].TrimEnd(), TimeSpan.Zero);
        }

        var sign = text.LastIndexOfAny(['+', '-']);
        return sign >= 19 && TimeSpan.TryParseExact(text[(sign + 1)..].Replace(":", ""), "hhmm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 14
            ? (text[..sign].TrimEnd(), text[sign] == '-' ? -offset : offset)
            : (text, null);
    }
}
