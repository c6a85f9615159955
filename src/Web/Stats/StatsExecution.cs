using System.Text.Json.Serialization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Stats;

/// <summary>One execution.</summary>
/// <param name="Id">The daemon's id of it.</param>
/// <param name="PipelineName">Its pipeline's name; the id where the daemon tells none.</param>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>success</c>, <c>failed</c>, <c>cancelled</c> or <c>unknown</c>.</param>
/// <param name="StartedAt">When it started, ISO 8601 in UTC; null where the daemon tells no time.</param>
/// <param name="Duration">How long it took, or has taken up to now; null where that cannot be told.</param>
internal sealed record StatsExecution(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("pipeline_name")] string PipelineName,
    [property: JsonPropertyName("status")] ExecutionStatus Status,
    [property: JsonPropertyName("started_at")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("duration")] string? Duration);
