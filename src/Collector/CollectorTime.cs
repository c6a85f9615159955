namespace FlextMonitor.Collector;

/// <summary>The clock of the messages.</summary>
internal static class CollectorTime
{
    /// <summary>The current time (UTC) in whole milliseconds: messages carry no more, and a value must equal itself after it was sent and parsed.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
