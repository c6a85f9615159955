using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The query of <c>GET /api/history</c>, as the caller wrote it.</summary>
internal sealed class HistoryRequest
{
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    [FromQuery(Name = "figures")]
    public string[]? Figures { get; init; }

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "points")]
    public int? Points { get; init; }
}
