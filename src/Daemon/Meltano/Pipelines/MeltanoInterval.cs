using FlextMonitor.Hosting.Schedules;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>Reads the interval of a schedule of <c>meltano.yml</c>.</summary>
internal static class MeltanoInterval
{
    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase) { "", "@once", "@manual", "@none" };

    /// <summary>Returns null if the interval starts nothing by itself.</summary>
    /// <exception cref="FormatException">It is neither a cron expression nor a known alias.</exception>
    public static CronSchedule? Parse(string interval)
    {
        if (Never.Contains(interval))
        {
            return null;
        }

        if (CronSchedule.TryParse(interval, out var schedule, out var wrong))
        {
            return schedule;
        }

        throw new FormatException(wrong is null
            ? $"'{interval}' is neither five cron fields nor one of {string.Join(", ", CronSchedule.Aliases.Concat(Never.Where(alias => alias.Length > 0)))}"
            : $"'{interval}' is not a cron expression: {wrong}");
    }
}
