using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.History.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>Reports for people: of a period, and of a problem.</summary>
internal static class ReportEndpoints
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(7);

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Routes.Export + "/reports/period.pdf", PeriodAsync).RequireRole(Roles.Viewer)
            .Describe("A report of a period", "Availability, figures, failures, successes by pipeline and problems of daemons. Without `source` all daemons, without `from` 7 days.");
        endpoints.MapGet(Routes.Export + "/problems/{id}.pdf", IncidentAsync).RequireRole(Roles.Viewer)
            .Describe("A report of one problem", "What happened, the figures and runs around it, and who was told.");
    }

    private static Results<ExportResult, ProblemHttpResult> PeriodAsync(
        [AsParameters] ReportRequest report, [AsParameters] HistoryRequest request, HttpContext http, Rights rights, HistorySources sources, PeriodReport reports, HistoryAnswers answers, IOptions<ExportOptions> options, TimeProvider time)
    {
        if (ExportForm.Read(report.ToExport(), http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        var now = time.GetUtcNow();
        var from = request.From ?? ((HistoryQuery.TimeOf(request.To) ?? now) - UsualPeriod).ToString("o", CultureInfo.InvariantCulture);
        IReadOnlyList<string> names = request.Source is { Length: > 0 } named ? [.. named.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)] : sources.NamesFor(rights);
        var ofOne = new HistoryRequest { Source = [SourceNames.Monitor], Figures = [.. ReportCharts.Figures], From = from, To = request.To, Points = ReportCharts.Points };
        if (HistoryQuery.Read(ofOne, now, out var wrong) is not { } query)
        {
            return ExportEndpoints.BadRequest(wrong);
        }

        return sources.Problem(names, rights) is { } unknown
            ? ExportEndpoints.UnknownSource(unknown)
            : new ExportResult(reports.Of(query with { Sources = names }, rights, form.Style), answers.RefusalOf);
    }

    private static async Task<Results<ExportResult, ProblemHttpResult>> IncidentAsync(
        string id, [AsParameters] ReportRequest report, HttpContext http, Rights rights, ProblemReader problems, IncidentReport reports, HistoryAnswers answers, IOptions<ExportOptions> options, CancellationToken cancellationToken)
    {
        if (ExportForm.Read(report.ToExport(), http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        return await problems.FindLifeAsync(id, rights, cancellationToken).ConfigureAwait(false) is { } life
            ? new ExportResult(reports.Of(life, form.Style), answers.RefusalOf)
            : TypedResults.Problem("There is no such problem. It may have been deleted.", statusCode: StatusCodes.Status404NotFound, title: "Unknown problem");
    }
}
