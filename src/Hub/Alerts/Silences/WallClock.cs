namespace FlextMonitor.Hub.Alerts.Silences;

/// <summary>When local times of a zone are, also where its clock changes. A time that a day does not have is read by the clock before the change.</summary>
public static class WallClock
{
    // No clock is changed by more.
    private const int HoursBefore = 3;

    /// <summary>When a local time is (UTC): of one that a day has twice, the first.</summary>
    public static DateTimeOffset FirstAt(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Max()) : Of(local, zone);
    }

    /// <summary>When a local time is (UTC): of one that a day has twice, the second.</summary>
    public static DateTimeOffset LastAt(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Min()) : Of(local, zone);
    }

    private static DateTimeOffset Of(DateTime local, TimeZoneInfo zone) => At(local, zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-HoursBefore) : local));

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();
}
