using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace FlextMonitor.Hosting.Schedules;

/// <summary>When something is due, by a cron expression as <c>crontab(5)</c> and croniter read it.</summary>
public sealed class CronSchedule
{
    private const int FieldCount = 5;
    private const int DayOfMonth = 2;
    private const int DayOfWeek = 4;

    private static readonly Dictionary<string, string> ByAlias = new(StringComparer.OrdinalIgnoreCase)
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

    private CronSchedule(string expression, IReadOnlyList<CronExpression> parts)
    {
        Expression = expression;
        _parts = parts;
    }

    /// <summary>The aliases that stand for five fields, such as <c>@daily</c>.</summary>
    public static IReadOnlyCollection<string> Aliases => ByAlias.Keys;

    /// <summary>The five fields; an alias is written out.</summary>
    public string Expression { get; }

    /// <summary>Reads five cron fields or an alias, in upper or lower case.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = FieldsOf(text);
        return fields.Length == FieldCount
            ? new CronSchedule(string.Join(' ', fields), [.. Parts(fields).Select(part => Parse(text, part))])
            : throw new FormatException($"'{text}' is neither five cron fields nor one of {string.Join(", ", Aliases)}");
    }

    /// <summary>Reads five cron fields or an alias, in upper or lower case; false if the text is neither.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule)
    {
        schedule = null;
        var fields = FieldsOf(text);
        if (fields.Length != FieldCount)
        {
            return false;
        }

        var parts = new List<CronExpression>();
        foreach (var part in Parts(fields))
        {
            if (!CronExpression.TryParse(part, out var parsed))
            {
                return false;
            }

            parts.Add(parsed);
        }

        schedule = new CronSchedule(string.Join(' ', fields), parts);
        return true;
    }

    /// <summary>
    /// The first time after a moment at which it is due, UTC; null if there is none. Where the zone's clock changes, a fixed time of day that is skipped is due as soon as the
    /// skipped hour is over, and one that comes twice is due the first time; <c>*/15</c> and other intervals continue through the change.
    /// </summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment, TimeZoneInfo zone) =>
        _parts.Select(part => part.GetNextOccurrence(moment, zone)).Min()?.ToUniversalTime();

    private static string[] FieldsOf(string text) =>
        ByAlias.GetValueOrDefault(text.Trim(), text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // Where both days are restricted, crontab(5) is due when either fits; Cronos requires both. As in croniter, "*/2" is a restriction.
    private static IEnumerable<string> Parts(string[] fields) =>
        IsRestricted(fields[DayOfMonth]) && IsRestricted(fields[DayOfWeek])
            ? [With(fields, DayOfMonth), With(fields, DayOfWeek)]
            : [string.Join(' ', fields)];

    private static bool IsRestricted(string field) => field is not ("*" or "?");

    private static string With(string[] fields, int open) => string.Join(' ', fields.Select((field, place) => place == open ? "*" : field));

    private static CronExpression Parse(string text, string part)
    {
        try
        {
            return CronExpression.Parse(part);
        }
        catch (CronFormatException wrong)
        {
            throw new FormatException($"'{text}' is not a cron expression: {wrong.Message}", wrong);
        }
    }
}
