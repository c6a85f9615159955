using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>The latest values of one daemon, from memory.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="Stats">Its figures; zeros while it cannot be reached.</param>
/// <param name="Health">Its health; unhealthy and without components while it cannot be reached.</param>
/// <param name="RecentExecutions">The newest 10 executions by start, newest first; the last known ones while it cannot be reached.</param>
/// <param name="Error">Why it cannot be reached or is degraded; <c>null</c> if all is well.</param>
internal sealed record StatsResponse(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("stats")] StatsFigures Stats,
    [property: JsonPropertyName("health")] StatsHealth Health,
    [property: JsonPropertyName("recent_executions")] IReadOnlyList<StatsExecution> RecentExecutions,
    [property: JsonPropertyName("error")] string? Error);
