using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Hub.History.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary><c>GET /api/export/…</c>: what the pages show, as files.</summary>
internal static class ExportEndpoints
{
    private const string Common = """
        The extension is `csv`, `json`, `xlsx` or `pdf`, whose pages are of `paper` `a4` or `letter`. The parameters narrow the rows as they do there; `limit` and `after` are not taken, because a file holds all rows. `zone` is the zone of local times, such as
        `Europe/Lisbon`: UTC without it. `format=ndjson`, or `Accept: application/x-ndjson`, writes JSON with an object on each line. `delimiter` of CSV is `comma`, `semicolon`, `tab` or `pipe`; `bom` says whether CSV begins
        with a byte order mark. A transfer that breaks off is not a whole file. Two exports run at once, one for each person, and ten wait; then the answer is 429 with `Retry-After`.
        """;

    public static void MapExports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Routes.Export + "/history.{extension}", HistoryAsync).RequireRole(Roles.Viewer).Describe("Figures over a range as a file", "A row for each daemon and step, as `GET /api/history` answers. Without `source` all daemons.");
        endpoints.MapGet(Routes.Export + "/runs.{extension}", RunsAsync).RequireRole(Roles.Viewer).Describe("Runs as a file", "Runs as `GET /api/runs` answers, newest first.");
        endpoints.MapGet(Routes.Export + "/problems.{extension}", ProblemsAsync).RequireRole(Roles.Viewer).Describe("Problems as a file", "Problems as `GET /api/problems` answers, newest first. `severity` and `text` narrow them further.");
        endpoints.MapReports();
        endpoints.MapDashboardExport();
        endpoints.MapGet(Routes.Export + "/audit.{extension}", AuditAsync).RequireRole(Roles.Admin).Describe("The audit trail as a file", "Entries as `GET /api/audit` answers, newest first.");
    }

    internal static void Describe(this RouteHandlerBuilder endpoint, string summary, string description) => endpoint.RequireAudit(AuditActions.Export)
        .WithTags("Exports").WithSummary(summary).WithDescription($"{description} {Common}").Produces<Stream>(contentType: "application/octet-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<ExportResult, ProblemHttpResult>> HistoryAsync(
        [AsParameters] ExportRequest export, [AsParameters] HistoryRequest request, HttpContext http, Rights rights, HistorySources sources, HistoryTable table, HistoryAnswers answers, IOptions<ExportOptions> options, TimeProvider time)
    {
        if (ExportForm.Read(export, http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        // Each daemon is read by itself, so that a file may hold more of them than an answer.
        IReadOnlyList<string> names = request.Source is { Length: > 0 } named ? [.. named.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)] : sources.NamesFor(rights);
        var ofOne = new HistoryRequest { Source = [SourceNames.Monitor], Figures = request.Figures, From = request.From, To = request.To, Points = request.Points };
        if (HistoryQuery.Read(ofOne, time.GetUtcNow(), out var wrong) is not { } query)
        {
            return BadRequest(wrong);
        }

        return sources.Problem(names, rights) is { } unknown ? UnknownSource(unknown) : new ExportResult(new TableContent(table.Of(query with { Sources = names }), form.Format, form.Style), answers.RefusalOf);
    }

    private static async Task<Results<ExportResult, ProblemHttpResult>> RunsAsync(
        [AsParameters] ExportRequest export, [AsParameters] RunsRequest request, HttpContext http, Rights rights, HistorySources sources, RunsTable table, HistoryAnswers answers, IOptions<ExportOptions> options, CancellationToken cancellationToken)
    {
        if (ExportForm.Read(export, http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        if (PageProblem(request.Limit, request.After) is { } paged)
        {
            return paged;
        }

        if (RunsQuery.Read(request, out var wrong) is not { } query)
        {
            return BadRequest(wrong);
        }

        if (sources.Problem(query.Sources, rights) is { } unknown)
        {
            return UnknownSource(unknown);
        }

        var visible = query.Sources.Count > 0 ? query : query with { Sources = sources.NamesFor(rights) };
        return new ExportResult(new TableContent(await table.OfAsync(visible, cancellationToken).ConfigureAwait(false), form.Format, form.Style), answers.RefusalOf);
    }

    private static async Task<Results<ExportResult, ProblemHttpResult, ValidationProblem>> ProblemsAsync(
        [AsParameters] ExportRequest export, [AsParameters] ProblemsRequest request, [AsParameters] ProblemsExportRequest narrowed, HttpContext http, Rights rights, AlertSources sources, ProblemsTable table, IOptions<ExportOptions> options, CancellationToken cancellationToken)
    {
        if (ExportForm.Read(export, http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        if (PageProblem(request.Limit, request.After) is { } paged)
        {
            return paged;
        }

        var errors = new FieldErrors();
        var query = ProblemsQuery.Read(request, errors);
        var severity = string.IsNullOrEmpty(narrowed.Severity) ? null : errors.OneOf("severity", narrowed.Severity, ProblemsNarrowing.Severities);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return sources.Problem(query.Sources, rights) is { } unknown
            ? UnknownSource(unknown)
            : new ExportResult(new TableContent(await table.OfAsync(query, new ProblemsNarrowing(severity is null ? null : Enum.Parse<ProblemSeverity>(severity, ignoreCase: true), narrowed.Text), rights, cancellationToken).ConfigureAwait(false), form.Format, form.Style), NoRefusal);
    }

    private static Results<ExportResult, ProblemHttpResult, ValidationProblem> AuditAsync(
        [AsParameters] ExportRequest export, [AsParameters] AuditRequest request, HttpContext http, AuditTable table, IOptions<ExportOptions> options)
    {
        if (ExportForm.Read(export, http.Request, options.Value, out var problem) is not { } form)
        {
            return problem!;
        }

        if (PageProblem(request.Limit, request.After?.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } paged)
        {
            return paged;
        }

        return request.Read(out var problems) is { } filter ? new ExportResult(new TableContent(table.Of(filter), form.Format, form.Style), NoRefusal) : TypedResults.ValidationProblem(problems);
    }

    // A store that is away is answered by the handler of all requests.
    internal static IResult? NoRefusal(Exception exception) => null;

    private static ProblemHttpResult? PageProblem(int? limit, string? after) =>
        limit is null && string.IsNullOrEmpty(after) ? null : BadRequest("limit and after are not taken here: a file holds all rows. Narrow them by from and to.");

    internal static ProblemHttpResult BadRequest(string? wrong) => TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");

    internal static ProblemHttpResult UnknownSource(string unknown) => TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
}
