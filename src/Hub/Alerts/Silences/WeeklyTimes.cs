namespace FlextMonitor.Hub.Alerts.Silences;

/// <summary>When the parts of a week are, by the wall clock of a time zone.</summary>
internal static class WeeklyTimes
{
    // A part begins at most a day before it ends, and one that has begun may go on in another part.
    private const int DaysBefore = 2;
    private const int DaysAfter = 8;

    /// <summary>The parts around a time, in the order of their beginnings. Of an hour that a day has twice, a part takes both.</summary>
    public static IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Around(IReadOnlyList<WeeklyWindow> windows, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return
        [
            .. Enumerable.Range(-DaysBefore, DaysBefore + DaysAfter + 1).Select(today.AddDays)
                .SelectMany(date => windows.Where(window => window.Days.Contains(date.DayOfWeek)), (date, window) => (
                    Start: WallClock.FirstAt(date.ToDateTime(window.From), zone),
                    End: WallClock.LastAt((window.To > window.From ? date : date.AddDays(1)).ToDateTime(window.To), zone)))
                .OrderBy(part => part.Start),
        ];
    }

    /// <summary>When the next part begins; null if a time lies in one.</summary>
    public static DateTimeOffset? NextStart(IReadOnlyList<WeeklyWindow> windows, TimeZoneInfo zone, DateTimeOffset now)
    {
        var parts = Around(windows, zone, now);
        return parts.Any(part => part.Start <= now && now < part.End) ? null : parts.Select(part => (DateTimeOffset?)part.Start).FirstOrDefault(start => start > now);
    }
}
