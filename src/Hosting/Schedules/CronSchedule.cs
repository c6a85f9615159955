using Cronos;

namespace FlextMonitor.Hub.Problems.Schedules;

/// <summary>When a pipeline is due, by a cron expression in a time zone.</summary>
internal sealed class CronSchedule
{
    private const int DayOfMonth = 2;
    private const int DayOfWeek = 4;

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    private readonly IReadOnlyList<CronExpression> _parts;
    private readonly TimeZoneInfo _zone;

    private CronSchedule(IReadOnlyList<CronExpression> parts, TimeZoneInfo zone)
    {
        _parts = parts;
        _zone = zone;
    }

    /// <summary>Reads five cron fields, or an alias such as <c>@daily</c>.</summary>
    /// <param name="text">The expression, as a daemon or a person wrote it.</param>
    /// <param name="zone">The IANA name of its time zone; null for UTC.</param>
    /// <returns>Null if it cannot be read, or if it starts nothing by itself.</returns>
    public static CronSchedule? TryParse(string? text, string? zone)
    {
        var expression = text is null ? "" : Aliases.GetValueOrDefault(text.Trim(), text);
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5 || ZoneOf(zone) is not { } found)
        {
            return null;
        }

        var parts = new List<CronExpression>();
        foreach (var part in Parts(fields))
        {
            if (!CronExpression.TryParse(part, out var parsed))
            {
                return null;
            }

            parts.Add(parsed);
        }

        return new CronSchedule(parts, found);
    }

    /// <summary>The time zone of an IANA name, UTC for null; null if there is no such zone.</summary>
    public static TimeZoneInfo? ZoneOf(string? zone) =>
        zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null;

    /// <summary>The first time after a moment at which it is due (UTC); null if there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        DateTimeOffset? next = null;
        foreach (var part in _parts)
        {
            var of = part.GetNextOccurrence(moment, _zone);
            next = of < next || next is null ? of : next;
        }

        return next?.ToUniversalTime();
    }

    // Where both days are restricted, crontab(5) runs when either fits; Cronos requires both.
    private static IEnumerable<string> Parts(string[] fields) =>
        IsRestricted(fields[DayOfMonth]) && IsRestricted(fields[DayOfWeek])
            ? [With(fields, DayOfMonth), With(fields, DayOfWeek)]
            : [string.Join(' ', fields)];

    private static bool IsRestricted(string field) => field is not ("*" or "?");

    private static string With(string[] fields, int open) => string.Join(' ', fields.Select((field, place) => place == open ? "*" : field));
}
