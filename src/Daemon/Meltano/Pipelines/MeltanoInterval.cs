using Cronos;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>When a schedule is due.</summary>
internal sealed class CronSchedule
{
    private const int FieldCount = 5;
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

    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase) { "", "@once", "@manual", "@none" };

    private readonly IReadOnlyList<CronExpression> _parts;

    private CronSchedule(string expression, IReadOnlyList<CronExpression> parts)
    {
        Expression = expression;
        _parts = parts;
    }

    /// <summary>The five fields; an alias such as <c>@daily</c> is written out.</summary>
    public string Expression { get; }

    /// <summary>Reads an interval of <c>meltano.yml</c>; <c>null</c> if it starts nothing by itself.</summary>
    /// <exception cref="FormatException">It is neither a cron expression nor a known alias.</exception>
    public static CronSchedule? Parse(string interval)
    {
        if (Never.Contains(interval))
        {
            return null;
        }

        var expression = Aliases.GetValueOrDefault(interval, interval);
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != FieldCount)
        {
            throw new FormatException($"'{interval}' is neither five cron fields nor one of {string.Join(", ", Aliases.Keys.Concat(Never.Where(alias => alias.Length > 0)))}");
        }

        return new CronSchedule(string.Join(' ', fields), [.. Parts(fields).Select(part => Parse(interval, part))]);
    }

    /// <summary>The first time after a moment at which it is due, UTC; <c>null</c> if there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment, TimeZoneInfo zone) =>
        _parts.Select(part => part.GetNextOccurrence(moment, zone)).Min()?.ToUniversalTime();

    // Where both days are restricted, crontab(5) runs when either fits; Cronos requires both. As croniter, with which Meltano reads schedules, "*/2" is a restriction.
    private static IEnumerable<string> Parts(string[] fields) =>
        IsRestricted(fields[DayOfMonth]) && IsRestricted(fields[DayOfWeek])
            ? [With(fields, DayOfMonth), With(fields, DayOfWeek)]
            : [string.Join(' ', fields)];

    private static bool IsRestricted(string field) => field is not ("*" or "?");

    private static string With(string[] fields, int open) => string.Join(' ', fields.Select((field, index) => index == open ? "*" : field));

    private static CronExpression Parse(string interval, string part)
    {
        try
        {
            return CronExpression.Parse(part);
        }
        catch (CronFormatException wrong)
        {
            throw new FormatException($"'{interval}' is not a cron expression: {wrong.Message}", wrong);
        }
    }
}
