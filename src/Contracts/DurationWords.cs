using System.Globalization;

namespace FlextMonitor.Contracts;

/// <summary>Durations in words, the two largest units at most: <c>1h 2m</c>, <c>2m 3s</c>, <c>3s</c>.</summary>
public static class DurationWords
{
    private const long SecondsInMinute = 60;
    private const long SecondsInHour = 3600;

    /// <summary>A duration in words.</summary>
    /// <param name="seconds">Seconds, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static string Of(long seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);

        return seconds switch
        {
            >= SecondsInHour => string.Create(CultureInfo.InvariantCulture, $"{seconds / SecondsInHour}h {seconds % SecondsInHour / SecondsInMinute}m"),
            >= SecondsInMinute => string.Create(CultureInfo.InvariantCulture, $"{seconds / SecondsInMinute}m {seconds % SecondsInMinute}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        };
    }
}
