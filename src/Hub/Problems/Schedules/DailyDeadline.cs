using System.Globalization;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems.Schedules;

/// <summary>A time of day in a time zone by which a run must be done.</summary>
internal sealed class DailyDeadline
{
    private readonly ZonedSchedule _schedule;

    private DailyDeadline(ZonedSchedule schedule, string text)
    {
        _schedule = schedule;
        Text = text;
    }

    /// <summary>As people read it, <c>HH:mm</c>.</summary>
    public string Text { get; }

    /// <summary>Reads the deadline of a rule; null if it has none that can be read.</summary>
    public static DailyDeadline? Of(Rule rule)
    {
        if (!TimeOnly.TryParseExact(rule.Text(RuleSettings.Deadline), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        var expression = string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * *");
        return ZonedSchedule.TryParse(expression, rule.Text(RuleSettings.Zone)) is { } schedule
            ? new DailyDeadline(schedule, time.ToString("HH:mm", CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The first deadline after a moment (UTC).</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) => _schedule.NextAfter(moment);

    /// <summary>The last two deadlines up to a moment (UTC): what ended between them was in time for the second. Null if there are none.</summary>
    public (DateTimeOffset Before, DateTimeOffset Last)? LastTwo(DateTimeOffset moment)
    {
        DateTimeOffset? before = null;
        DateTimeOffset? last = null;
        for (var next = NextAfter(moment.AddDays(-3)); next <= moment; next = NextAfter(next.Value))
        {
            (before, last) = (last, next);
        }

        return before is { } earlier && last is { } later ? (earlier, later) : null;
    }
}
