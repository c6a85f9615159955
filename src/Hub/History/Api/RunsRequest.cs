using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The query of <c>GET /api/runs</c>, as the caller wrote it.</summary>
internal sealed class RunsRequest
{
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    [FromQuery(Name = "pipeline")]
    public string? Pipeline { get; init; }

    [FromQuery(Name = "status")]
    public string[]? Status { get; init; }

    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "minSeconds")]
    public long? MinSeconds { get; init; }

    [FromQuery(Name = "minRows")]
    public long? MinRows { get; init; }

    [FromQuery(Name = "maxRows")]
    public long? MaxRows { get; init; }

    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    [FromQuery(Name = "after")]
    public string? After { get; init; }
}
