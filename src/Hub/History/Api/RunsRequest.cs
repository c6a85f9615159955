using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The query of <c>GET /api/runs</c>, as the caller wrote it.</summary>
public sealed class RunsRequest
{
    /// <summary>The daemons.</summary>
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    /// <summary>The id of a pipeline.</summary>
    [FromQuery(Name = "pipeline")]
    public string? Pipeline { get; init; }

    /// <summary>Statuses, each of which may be a list with commas.</summary>
    [FromQuery(Name = "status")]
    public string[]? Status { get; init; }

    /// <summary>A part of a name, an id or an error.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    /// <summary>The earliest start.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The time before which they started.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>The least duration, in seconds.</summary>
    [FromQuery(Name = "minSeconds")]
    public long? MinSeconds { get; init; }

    /// <summary>The fewest rows moved.</summary>
    [FromQuery(Name = "minRows")]
    public long? MinRows { get; init; }

    /// <summary>The most rows moved.</summary>
    [FromQuery(Name = "maxRows")]
    public long? MaxRows { get; init; }

    /// <summary>The most runs of the answer.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }
}
