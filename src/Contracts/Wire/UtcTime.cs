using System.Globalization;

namespace FlextMonitor.Contracts.Wire;

/// <summary>Times on the wire: ISO 8601 in UTC with milliseconds, such as <c>2026-01-02T03:04:05.678Z</c>, in both protocols.</summary>
internal static class UtcTime
{
    public const int Length = 24;

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static bool TryWrite(DateTimeOffset time, Span<byte> utf8) =>
        time.UtcDateTime.TryFormat(utf8, out var written, Format, CultureInfo.InvariantCulture) && written == Length;

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
