using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>Figures of one daemon. What it does not tell is 0.</summary>
/// <param name="ActivePipelines">Pipelines active now.</param>
/// <param name="TotalExecutions">Executions the daemon has counted.</param>
/// <param name="SuccessRate">Percent of executions that succeeded, one decimal.</param>
/// <param name="CpuUsage">Percent of the daemon's whole host, one decimal.</param>
/// <param name="MemoryUsage">Percent of the daemon's whole host, one decimal.</param>
/// <param name="UptimeSeconds">Seconds the daemon has been up.</param>
internal sealed record StatsFigures(
    [property: JsonPropertyName("active_pipelines")] long ActivePipelines,
    [property: JsonPropertyName("total_executions")] long TotalExecutions,
    [property: JsonPropertyName("success_rate")] double SuccessRate,
    [property: JsonPropertyName("cpu_usage")] double CpuUsage,
    [property: JsonPropertyName("memory_usage")] double MemoryUsage,
    [property: JsonPropertyName("uptime_seconds")] long UptimeSeconds);
