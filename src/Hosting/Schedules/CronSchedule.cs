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
    /// <param name="text">The text to read.</param>
    /// <param name="schedule">The schedule; null if the text is not one.</param>
    /// <param name="wrong">What is wrong with the five fields; null if they are valid, or if the text does not have five.</param>
    /// <returns>Whether the text is a schedule.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? schedule, out string? wrong)
    {
        (schedule, wrong) = (null, null);
        var fields = FieldsOf(text);
        if (fields.Length != FieldCount)
        {
            return false;
        }

        try
        {
            schedule = new CronSchedule(string.Join(' ', fields), [.. Parts(fields).Select(part => CronExpression.Parse(part))]);
            return true;
        }
        catch (CronFormatException failure)
        {
            wrong = failure.Message;
            return false;
        }
    }

    /// <summary>Finds when it is next due, in UTC.</summary>
    /// <param name="moment">The result is later than this.</param>
    /// <param name="zone">The time zone of the expression.</param>
    /// <returns>Null if it is never due again.</returns>
    /// <remarks>
    /// When the clock of the zone moves forward, a fixed time of day that is skipped moves to the end of the gap. When it moves back, a fixed time of day counts once, the first time.
    /// Intervals such as <c>*/15</c> continue through both.
    /// </remarks>
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
}
