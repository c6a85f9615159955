namespace FlextMonitor.Hub.Exports.Files;

/// <summary>Times as files show them, exact to a millisecond.</summary>
internal static class LocalTime
{
    public const string UtcFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string LocalFormat = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";
    private const string OffsetFormat = @"hh\:mm";

    /// <summary>A time in a zone, with its offset there and then.</summary>
    public static DateTimeOffset In(TimeZoneInfo zone, DateTime utc) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utc), zone);

    /// <summary>An offset, such as <c>+05:30</c>.</summary>
    public static string OffsetText(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.ToString(OffsetFormat, System.Globalization.CultureInfo.InvariantCulture)}";
}
