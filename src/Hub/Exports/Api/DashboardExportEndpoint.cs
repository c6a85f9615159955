using System.Globalization;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Exports.Widgets;
using FlextMonitor.Hub.History.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary><c>GET /api/export/dashboards/{id}.pdf</c>: a dashboard as it is.</summary>
internal static class DashboardExportEndpoint
{
    public static void MapDashboardExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.Export + "/dashboards/{id}.pdf", ExportAsync).RequireRole(Roles.Viewer)
            .Describe("A dashboard as it is", "Each widget with what the caller may see. Without `from` and `to` the time of the dashboard; `source` narrows it to daemons, as the page does.");

    private static async Task<Results<ExportResult, ProblemHttpResult>> ExportAsync(
        string id, [AsParameters] ReportRequest report, [AsParameters] DashboardTime shown, HttpContext http, ClaimsPrincipal user, DashboardCaller caller, DashboardReader dashboards, HistorySources sources, DashboardReport reports, HistoryAnswers answers, IOptions<ExportOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ExportForm.Read(report.ToExport(), http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        if (await dashboards.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is not { } dashboard)
        {
            return TypedResults.Problem("There is no such dashboard, or you may not see it.", statusCode: StatusCodes.Status404NotFound, title: "Unknown dashboard");
        }

        var (now, visible) = (time.GetUtcNow(), sources.NamesFor(caller.Rights));
        var (from, to) = dashboard.RangeAt(now);
        IReadOnlyList<string> names = shown.Source is { Length: > 0 } named ? [.. named.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)] : visible;
        var ofOne = new HistoryRequest
        {
            Source = [SourceNames.Monitor],
            From = shown.From ?? (shown.To is null ? from.ToString("o", CultureInfo.InvariantCulture) : null),
            To = shown.To ?? (shown.From is null ? to.ToString("o", CultureInfo.InvariantCulture) : null),
        };
        if (HistoryQuery.Read(ofOne, now, out var wrong) is not { } query)
        {
            return ExportEndpoints.BadRequest(wrong);
        }

        if (sources.Problem(names, caller.Rights) is { } unknown)
        {
            return ExportEndpoints.UnknownSource(unknown);
        }

        var question = new DashboardQuestion(caller.Rights, user.PersonOrToken() ?? "", names, names.Count < visible.Count, DateTimeOffset.FromUnixTimeMilliseconds(query.From), DateTimeOffset.FromUnixTimeMilliseconds(query.To));
        return new ExportResult(reports.Of(dashboard, question, form.Style), answers.RefusalOf);
    }
}
