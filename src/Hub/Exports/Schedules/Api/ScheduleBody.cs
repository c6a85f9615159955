using System.Globalization;
using System.Text.Json.Serialization;
using FlextMonitor.Hub.Alerts.Api;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary>The body of a request for a scheduled report.</summary>
/// <param name="Name">Its name, 1 to 120 characters.</param>
/// <param name="Dashboard">The id of the dashboard that is printed; a report of a period without it.</param>
/// <param name="Sources">The daemons; all that its owner may see if it is missing or empty.</param>
/// <param name="Range"><c>day</c>, <c>week</c> or <c>month</c>: the last whole one before it is made, by the calendar of the zone. With a dashboard it may be missing: then the time of the dashboard.</param>
/// <param name="Paper"><c>a4</c> or <c>letter</c>; <c>a4</c> if it is missing.</param>
/// <param name="Every"><c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="Weekday">The day of a weekly one: <c>mon</c> to <c>sun</c>.</param>
/// <param name="MonthDay">The day of a monthly one, 1 to 31: the last one of shorter months.</param>
/// <param name="At">The time by the wall clock, such as <c>07:00</c>.</param>
/// <param name="Zone">The time zone, such as <c>Europe/Lisbon</c>.</param>
/// <param name="Channel">The id of the channel that carries it.</param>
/// <param name="IsPaused">Whether it is not made at its times.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleBody(
    string? Name, string? Every, string? At, string? Zone, string? Channel, string? Dashboard = null, IReadOnlyList<string?>? Sources = null, string? Range = null, string? Paper = null, string? Weekday = null, int? MonthDay = null, bool IsPaused = false)
{
    private const int LongestName = 120;
    private const int LongestId = 64;
    private const int MostSources = 100;
    private const int LongestSource = 64;
    private const string TimeFormat = "HH:mm";

    /// <summary>Words for days, weeks and months.</summary>
    public static readonly string[] Periods = ["day", "week", "month"];

    /// <summary>Words for the days of the week, from Sunday on.</summary>
    public static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly string[] Papers = ["a4", "letter"];

    public string ReadName(FieldErrors errors) => errors.Text("name", Name, LongestName);

    public string ReadChannel(FieldErrors errors) => errors.Text("channel", Channel, LongestId);

    /// <summary>What the report is to hold.</summary>
    public ReportPlan ReadPlan(FieldErrors errors)
    {
        var dashboard = errors.OptionalText("dashboard", Dashboard, LongestId);
        ReportPeriod? range = dashboard is not null && string.IsNullOrEmpty(Range) ? null : ReadPeriod("range", Range, errors);
        return new ReportPlan(dashboard, errors.Texts("sources", Sources, MostSources, LongestSource), range, errors.OneOf("paper", Paper ?? Papers[0], Papers) == Papers[1]);
    }

    /// <summary>When it is to be made.</summary>
    public ReportTimes ReadTimes(FieldErrors errors)
    {
        var every = ReadPeriod("every", Every, errors);
        DayOfWeek? weekday = every == ReportPeriod.Week ? (DayOfWeek)Math.Max(0, Array.IndexOf(Weekdays, errors.OneOf("weekday", Weekday, Weekdays))) : null;
        if (every == ReportPeriod.Month && MonthDay is null)
        {
            errors.Add("monthDay", "monthDay is missing, and may be 1 to 31.");
        }

        var monthDay = every == ReportPeriod.Month ? errors.Number("monthDay", MonthDay, 1, 31) : null;
        if (!TimeOnly.TryParseExact(At, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            errors.Add("at", $"at is {(At is null ? "missing" : $"'{FieldErrors.Excerpt(At)}'")}, and must be a time such as 07:00.");
        }

        if (Zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var found) || !found.HasIanaId)
        {
            errors.Add("zone", $"zone is {(Zone is null ? "missing" : $"'{FieldErrors.Excerpt(Zone)}'")}, and must be the name of a time zone, such as Europe/Lisbon or UTC.");
        }

        return new ReportTimes(every, weekday, monthDay, at, Zone ?? "");
    }

    private static ReportPeriod ReadPeriod(string field, string? word, FieldErrors errors) => (ReportPeriod)Math.Max(0, Array.IndexOf(Periods, errors.OneOf(field, word, Periods)));
}
