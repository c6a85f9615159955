using System.Text.Json.Serialization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Stats;

/// <summary>One execution.</summary>
/// <param name="Id">The daemon's id of the execution.</param>
/// <param name="PipelineName">The pipeline's name; its id if the daemon reports no name.</param>
/// <param name="Status"><c>pending</c>, <c>running</c>, <c>success</c>, <c>failed</c>, <c>cancelled</c> or <c>unknown</c>.</param>
/// <param name="StartedAt">When it started, ISO 8601 in UTC; <c>null</c> if the daemon reports no time.</param>
/// <param name="Duration">How long it took, or how long it has run so far; <c>null</c> if that is unknown.</param>
internal sealed record StatsExecution(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("pipeline_name")] string PipelineName,
    [property: JsonPropertyName("status")] ExecutionStatus Status,
    [property: JsonPropertyName("started_at")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("duration")] string? Duration);
