using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>A daemon's figures (GetSystemStats).</summary>
internal static class StatsMapping
{
    public static LastKnownStats Figures(SystemStats sent, DateTimeOffset observedAt) => new()
    {
        ObservedAt = observedAt,
        ActivePipelines = Clean.Count(sent.ActivePipelines),
        TotalExecutions = Clean.Count(sent.TotalExecutions),
        SuccessRate = sent.TotalExecutions == 0 ? null : Clean.Percent(sent.SuccessRate),
        UptimeSeconds = Clean.Count(sent.UptimeSeconds),
        CpuUsage = Clean.Percent(sent.CpuUsage),
        MemoryUsage = Clean.Percent(sent.MemoryUsage),
        ActiveConnections = Clean.Count(sent.ActiveConnections),
    };
}
