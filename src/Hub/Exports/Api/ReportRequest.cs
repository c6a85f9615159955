using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>How a report is wanted, as the caller wrote it.</summary>
internal sealed class ReportRequest
{
    /// <summary>The zone of local times, such as <c>Europe/Lisbon</c>; UTC without it.</summary>
    [FromQuery(Name = "zone")]
    public string? Zone { get; init; }

    /// <summary>The size of pages: <c>a4</c> or <c>letter</c>.</summary>
    [FromQuery(Name = "paper")]
    public string? Paper { get; init; }

    public ExportRequest ToExport() => new() { Extension = ExportForm.PdfExtension, Zone = Zone, Paper = Paper };
}
