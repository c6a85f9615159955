using System.Globalization;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>The head of the report of a problem: what is known of it. What does not apply is left out.</summary>
internal static class IncidentFacts
{
    public static void Draw(PdfPaper paper, ProblemLifeResponse life, DateTimeOffset now, TimeZoneInfo zone)
    {
        paper.Title(life.Title, "Incident report");
        (string Name, string? Value)[] facts =
        [
            ("Daemon", life.Source),
            ("Kind", $"{life.Kind}, {life.Severity.ToString().ToLowerInvariant()}"),
            ("Pipeline", life.PipelineName),
            ("Run", life.ExecutionId),
            ("Component", life.Component),
            ("Figure", life.Figure),
            ("Detail", life.Detail),
            ("Since", life.SinceAtLeast ? $"{PdfNotes.Time(life.Since, zone)}\nor earlier: nothing was watched before" : PdfNotes.Time(life.Since, zone)),
            ("Opened", PdfNotes.Time(life.OpenedAt, zone)),
            ("Resolved", PdfNotes.Time(life.ResolvedAt, zone) ?? "open"),
            ("Count", life.Count?.ToString(CultureInfo.InvariantCulture)),
            ("Acknowledged", life.Acknowledged is { } by ? $"{by.By}, {PdfNotes.Time(by.At, zone)}\n{by.Note}" : null),
            ("Made", PdfNotes.Time(now, zone)),
        ];
        paper.Facts(facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!)));
    }
}
