namespace FlextMonitor.Collector;

/// <summary>The time as messages tell it.</summary>
internal static class CollectorTime
{
    /// <summary>Now (UTC), in whole milliseconds: more is not sent, and a value must equal itself after a journey.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
