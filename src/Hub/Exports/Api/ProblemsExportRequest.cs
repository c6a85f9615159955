using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>What narrows problems in a file besides the query of problems, as the page of open ones does it.</summary>
internal sealed class ProblemsExportRequest
{
    /// <summary><c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    /// <summary>A part of a title, a detail, a name or a note, in any case.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; init; }
}
