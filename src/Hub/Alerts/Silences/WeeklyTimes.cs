namespace FlextMonitor.Hub.Alerts.Silences;

/// <summary>When the parts of a week are, by the wall clock of a time zone.</summary>
internal static class WeeklyTimes
{
    // A part begins at most a day before it ends, and one that has begun may go on in another part.
    private const int DaysBefore = 2;
    private const int DaysAfter = 8;

    /// <summary>The parts around a time, in the order of their beginnings.</summary>
    public static IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Around(IReadOnlyList<WeeklyWindow> windows, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return
        [
            .. Enumerable.Range(-DaysBefore, DaysBefore + DaysAfter + 1).Select(today.AddDays)
                .SelectMany(date => windows.Where(window => window.Days.Contains(date.DayOfWeek)), (date, window) => (
                    Start: StartOf(date.ToDateTime(window.From), zone),
                    End: EndOf((window.To > window.From ? date : date.AddDays(1)).ToDateTime(window.To), zone)))
                .OrderBy(part => part.Start),
        ];
    }

    /// <summary>When the next part begins; null if a time lies in one.</summary>
    public static DateTimeOffset? NextStart(IReadOnlyList<WeeklyWindow> windows, TimeZoneInfo zone, DateTimeOffset now)
    {
        var parts = Around(windows, zone, now);
        return parts.Any(part => part.Start <= now && now < part.End) ? null : parts.Select(part => (DateTimeOffset?)part.Start).FirstOrDefault(start => start > now);
    }

    // Of an hour that a day has twice, a part takes both: it begins with the first and ends with the second.
    private static DateTimeOffset StartOf(DateTime local, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Max()) : Of(local, zone);

    private static DateTimeOffset EndOf(DateTime local, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local) ? At(local, zone.GetAmbiguousTimeOffsets(local).Min()) : Of(local, zone);

    // A time that a day does not have is read by the clock before the change.
    private static DateTimeOffset Of(DateTime local, TimeZoneInfo zone) => At(local, zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-3) : local));

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();
}
