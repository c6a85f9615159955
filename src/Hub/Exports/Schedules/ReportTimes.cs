using FlextMonitor.Hub.Alerts.Silences;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>When a report is made.</summary>
/// <param name="Every">How often.</param>
/// <param name="Weekday">The day of the week; null unless it is weekly.</param>
/// <param name="MonthDay">The day of the month, 1–31, the last one of shorter months; null unless it is monthly.</param>
/// <param name="At">The time by the wall clock.</param>
/// <param name="Zone">The name of the time zone, such as <c>Europe/Lisbon</c>.</param>
internal sealed record ReportTimes(ReportPeriod Every, DayOfWeek? Weekday, int? MonthDay, TimeOnly At, string Zone)
{
    // A month and a day more: no day of a month is further away.
    private const int MostDays = 33;

    /// <summary>The first time after a moment (UTC). Of a time that a day has twice it is the first, and one that a day does not have is read by the clock before the change.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var yesterday = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime).AddDays(-1);
        return Enumerable.Range(0, MostDays).Select(yesterday.AddDays).Where(IsOn).Select(date => WallClock.FirstAt(date.ToDateTime(At), zone)).First(at => at > moment);
    }

    /// <summary>The last time up to a moment.</summary>
    /// <param name="first">A time, at most <paramref name="moment"/>.</param>
    /// <param name="moment">The moment.</param>
    /// <returns>The last one, and how many there are before it from <paramref name="first"/> on.</returns>
    public (DateTimeOffset Last, int Before) LastUpTo(DateTimeOffset first, DateTimeOffset moment)
    {
        var (last, before) = (first, 0);
        for (var next = NextAfter(last); next <= moment; next = NextAfter(next))
        {
            (last, before) = (next, before + 1);
        }

        return (last, before);
    }

    private bool IsOn(DateOnly date) => Every switch
    {
        ReportPeriod.Week => date.DayOfWeek == Weekday,
        ReportPeriod.Month => date.Day == Math.Min(MonthDay ?? 1, DateTime.DaysInMonth(date.Year, date.Month)),
        _ => true,
    };
}
