using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>The figures that a daemon reported last.</summary>
internal readonly record struct LastFigures(
    DateTimeOffset? ObservedAt, double? CpuUsage, double? MemoryUsage, double? SuccessRate, long? ActivePipelines, long? TotalExecutions, long? UptimeSeconds, long? ActiveConnections)
{
    /// <summary>Those of a message: the zeros of a fallback are placeholders, so its last known ones. Null if it has none.</summary>
    public static LastFigures? Of(DashboardStats? stats) => stats switch
    {
        null => null,
        { Fallback: false } => new(
            stats.ObservedAt, stats.CpuUsage, stats.MemoryUsage, stats.SuccessRate, stats.ActivePipelines, stats.TotalExecutions, stats.UptimeSeconds, stats.ActiveConnections),
        { LastKnown: { } last } => new(
            last.ObservedAt, last.CpuUsage, last.MemoryUsage, last.SuccessRate, last.ActivePipelines, last.TotalExecutions, last.UptimeSeconds, last.ActiveConnections),
        _ => null,
    };
}
