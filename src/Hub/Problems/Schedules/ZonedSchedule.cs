using FlextMonitor.Hosting.Schedules;

namespace FlextMonitor.Hub.Problems.Schedules;

/// <summary>When a pipeline is due, by a cron expression in a time zone.</summary>
internal sealed class ZonedSchedule
{
    private readonly CronSchedule _schedule;
    private readonly TimeZoneInfo _zone;

    private ZonedSchedule(CronSchedule schedule, TimeZoneInfo zone)
    {
        _schedule = schedule;
        _zone = zone;
    }

    /// <summary>Reads five cron fields, or an alias such as <c>@daily</c>.</summary>
    /// <param name="text">The expression, as a daemon or a person wrote it.</param>
    /// <param name="zone">The IANA name of its time zone; null for UTC.</param>
    /// <returns>Null if it cannot be read, or if it starts nothing by itself.</returns>
    public static ZonedSchedule? TryParse(string? text, string? zone) =>
        CronSchedule.TryParse(text ?? "", out var schedule, out _) && ZoneOf(zone) is { } found ? new ZonedSchedule(schedule, found) : null;

    /// <summary>Finds when it is next due, in UTC.</summary>
    /// <param name="moment">The result is later than this.</param>
    /// <returns>Null if it is never due again.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => _schedule.NextAfter(moment, _zone);

    private static TimeZoneInfo? ZoneOf(string? zone) =>
        zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null;
}
