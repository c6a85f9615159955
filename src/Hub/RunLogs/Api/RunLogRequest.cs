using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary>The query of <c>GET /api/runs/{source}/{id}/log</c>, as the caller wrote it.</summary>
internal sealed class RunLogRequest
{
    public const int DefaultLines = 500;
    public const int MostLines = 5000;

    [FromRoute(Name = "source")]
    public required string Source { get; init; }

    [FromRoute(Name = "id")]
    public required string Id { get; init; }

    [FromQuery(Name = "from")]
    public long? From { get; init; }

    [FromQuery(Name = "count")]
    public int? Count { get; init; }

    /// <summary>What is wrong and what is allowed, as a sentence; null if nothing is wrong.</summary>
    public string? Problem() => Count is < 1 or > MostLines ? $"count is {Count}, and may be 1 to {MostLines}." : null;
}
