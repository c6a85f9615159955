namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>The limits of the finest buckets of history.</summary>
internal static class TenSeconds
{
    private const long Ticks = 10 * TimeSpan.TicksPerSecond;

    /// <summary>The next limit.</summary>
    public static DateTimeOffset After(DateTimeOffset at) => new(((at.UtcTicks / Ticks) + 1) * Ticks, TimeSpan.Zero);
}
