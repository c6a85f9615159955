using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The query of <c>GET /api/history</c>, as the caller wrote it.</summary>
public sealed class HistoryRequest
{
    /// <summary>The daemons.</summary>
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    /// <summary>Figures, each of which may be a list with commas.</summary>
    [FromQuery(Name = "figures")]
    public string[]? Figures { get; init; }

    /// <summary>Where the range begins.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where it ends.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>The most rows.</summary>
    [FromQuery(Name = "points")]
    public int? Points { get; init; }
}
