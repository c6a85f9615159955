using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>The latest values of one daemon.</summary>
/// <param name="Name">The daemon's name.</param>
/// <param name="Latest">What was published, in no particular order; empty if nothing was.</param>
internal sealed record SourceValues(string Name, IReadOnlyList<SourceMessage> Latest)
{
    public SourceStatus? Status => Latest.OfType<SourceStatus>().FirstOrDefault();

    public HealthStatus? Health => Latest.OfType<HealthStatus>().FirstOrDefault();

    public IEnumerable<PipelineStatus> Pipelines => Latest.OfType<PipelineStatus>();

    /// <summary>A figure as it is now; null if it is not known, as while the daemon cannot be reached.</summary>
    public double? ValueOf(string name) => Latest.OfType<DashboardStats>().FirstOrDefault() is not { Fallback: false } stats ? null : name switch
    {
        "cpuUsage" => stats.CpuUsage,
        "memoryUsage" => stats.MemoryUsage,
        "activePipelines" => stats.ActivePipelines,
        "activeConnections" => stats.ActiveConnections,
        "successRate" => stats.SuccessRate,
        "totalExecutions" => stats.TotalExecutions,
        _ => null,
    };
}
