using System.Globalization;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Durations as people read them: <c>1h 2m</c>, <c>2m 3s</c>, <c>3s</c>.</summary>
internal static class DurationWords
{
    public static string Of(long seconds) => seconds switch
    {
        >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h {seconds / 60 % 60}m"),
        >= 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m {seconds % 60}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
    };
}
