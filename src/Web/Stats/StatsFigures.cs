using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>The figures of one daemon. A figure that it does not report is 0, as the clients of the previous dashboard expect.</summary>
/// <param name="ActivePipelines">Number of active pipelines.</param>
/// <param name="TotalExecutions">Number of executions that the daemon has counted.</param>
/// <param name="SuccessRate">Percent of executions that succeeded, 0–100, one decimal.</param>
/// <param name="CpuUsage">Percent of the daemon's whole host, 0–100, one decimal.</param>
/// <param name="MemoryUsage">Percent of the daemon's whole host, 0–100, one decimal.</param>
/// <param name="UptimeSeconds">Seconds since the daemon started.</param>
internal sealed record StatsFigures(
    [property: JsonPropertyName("active_pipelines")] long ActivePipelines,
    [property: JsonPropertyName("total_executions")] long TotalExecutions,
    [property: JsonPropertyName("success_rate")] double SuccessRate,
    [property: JsonPropertyName("cpu_usage")] double CpuUsage,
    [property: JsonPropertyName("memory_usage")] double MemoryUsage,
    [property: JsonPropertyName("uptime_seconds")] long UptimeSeconds);
