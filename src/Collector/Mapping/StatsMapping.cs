using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Maps a daemon's figures (GetSystemStats).</summary>
internal static class StatsMapping
{
    /// <summary>The figures, not stamped yet.</summary>
    public static DashboardStats Stats(string source, SystemStats sent, DateTimeOffset observedAt) => new()
    {
        Source = source,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = observedAt,
        Fallback = false,
        Error = null,
        ActivePipelines = Clean.Count(sent.ActivePipelines),
        TotalExecutions = Clean.Count(sent.TotalExecutions),
        SuccessRate = sent.TotalExecutions == 0 ? null : Clean.Percent(sent.SuccessRate),
        UptimeSeconds = Clean.Count(sent.UptimeSeconds),
        CpuUsage = Clean.Percent(sent.CpuUsage),
        MemoryUsage = Clean.Percent(sent.MemoryUsage),
        ActiveConnections = Clean.Count(sent.ActiveConnections),
        LastKnown = null,
    };
}
