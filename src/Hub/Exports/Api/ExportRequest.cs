using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>How a file is wanted, as the caller wrote it.</summary>
internal sealed class ExportRequest
{
    /// <summary>The format: what the name of the path ends with.</summary>
    [FromRoute(Name = "extension")]
    public string Extension { get; init; } = "";

    /// <summary><c>ndjson</c> for an object on each line; <c>array</c> without it.</summary>
    [FromQuery(Name = "format")]
    public string? Format { get; init; }

    /// <summary>The zone of local times, such as <c>Europe/Lisbon</c>; UTC without it.</summary>
    [FromQuery(Name = "zone")]
    public string? Zone { get; init; }

    /// <summary>What parts the fields of CSV.</summary>
    [FromQuery(Name = "delimiter")]
    public string? Delimiter { get; init; }

    /// <summary>The size of pages of PDF: <c>a4</c> or <c>letter</c>.</summary>
    [FromQuery(Name = "paper")]
    public string? Paper { get; init; }

    /// <summary>Whether CSV begins with a byte order mark; without it, it does for browsers.</summary>
    [FromQuery(Name = "bom")]
    public bool? HasByteOrderMark { get; init; }
}
