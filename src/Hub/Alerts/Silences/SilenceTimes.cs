using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Silences;

/// <summary>When a silence holds.</summary>
internal static class SilenceTimes
{
    /// <summary>When the part in which it holds now ends; null if it does not hold now.</summary>
    public static DateTimeOffset? EndOf(SilenceRow silence, DateTimeOffset now)
    {
        if (now < silence.From || now >= (silence.To ?? DateTimeOffset.MaxValue))
        {
            return null;
        }

        var end = silence.Weekly is { } weekly ? EndOf(WeeklyTimes.Around(weekly, ZoneOf(silence), now), now) : silence.To;
        return end > silence.To ? silence.To : end;
    }

    /// <summary>When it next begins or ends; null if it never does again.</summary>
    public static DateTimeOffset? NextChange(SilenceRow silence, DateTimeOffset now)
    {
        if (silence.From > now)
        {
            return silence.From;
        }

        if (now >= silence.To || silence.Weekly is not { } weekly)
        {
            return silence.To > now ? silence.To : null;
        }

        var next = EndOf(silence, now) ?? WeeklyTimes.Around(weekly, ZoneOf(silence), now).Select(part => (DateTimeOffset?)part.Start).FirstOrDefault(start => start > now);
        return next > silence.To ? silence.To : next;
    }

    // Parts that join are one.
    private static DateTimeOffset? EndOf(IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> parts, DateTimeOffset now)
    {
        DateTimeOffset? end = null;
        foreach (var part in parts)
        {
            end = part.Start <= (end ?? now) && part.End > (end ?? now) ? part.End : end;
        }

        return end;
    }

    private static TimeZoneInfo ZoneOf(SilenceRow silence) => TimeZoneInfo.FindSystemTimeZoneById(silence.Zone!);
}
