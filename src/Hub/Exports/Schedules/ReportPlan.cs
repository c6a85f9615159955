using FlextMonitor.Hub.Alerts.Silences;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>What a scheduled report holds.</summary>
/// <param name="DashboardId">The dashboard that is printed; null for a report of a period.</param>
/// <param name="Sources">The daemons; empty for all that its owner may see when it is made.</param>
/// <param name="Range">The last whole day, week or month before it is made; null for the time of the dashboard.</param>
/// <param name="IsLetter">Whether pages are Letter; A4 otherwise.</param>
internal sealed record ReportPlan(string? DashboardId, IReadOnlyList<string> Sources, ReportPeriod? Range, bool IsLetter)
{
    /// <summary>The last whole day, week or month before a moment, by the calendar of a zone.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Before(ReportPeriod range, DateTimeOffset moment, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        var (from, to) = range switch
        {
            ReportPeriod.Week => (MondayOf(today).AddDays(-7), MondayOf(today)),
            ReportPeriod.Month => (FirstOf(today).AddMonths(-1), FirstOf(today)),
            _ => (today.AddDays(-1), today),
        };
        return (StartOf(from, zone), StartOf(to, zone));
    }

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private static DateOnly FirstOf(DateOnly date) => new(date.Year, date.Month, 1);

    private static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone) => WallClock.FirstAt(date.ToDateTime(TimeOnly.MinValue), zone);
}
