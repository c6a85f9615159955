using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>What of a dashboard is wanted, as the caller wrote it.</summary>
internal sealed class DashboardTime
{
    /// <summary>The daemons; all that may be seen without it.</summary>
    [FromQuery(Name = "source")]
    public string[]? Source { get; init; }

    /// <summary>Where the time begins.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where it ends; now if only <c>from</c> is named.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }
}
