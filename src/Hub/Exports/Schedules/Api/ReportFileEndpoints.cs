using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Exports.Api;
using FlextMonitor.Hub.Exports.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary><c>/api/export/files</c>: the files of scheduled reports, for who has the link and may see all of their daemons.</summary>
internal static class ReportFileEndpoints
{
    public static void MapReportFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Routes.Export + "/files/{id}", DescribeAsync).RequireRole(Roles.Viewer).WithTags("Exports").WithSummary("The file of a scheduled report")
            .WithDescription("What the link of a report leads to. 404 also after 7 days, and if the caller may not see one of its daemons.")
            .Produces<ReportFileResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapGet(Routes.Export + "/files/{id}.pdf", ReadAsync).RequireRole(Roles.Viewer).Describe("The content of the file of a scheduled report", "It takes no parameters.");
    }

    private static async Task<Results<Ok<ReportFileResponse>, ProblemHttpResult>> DescribeAsync(string id, Rights rights, ReportFiles files, CancellationToken cancellationToken) =>
        await FindAsync(files, id, rights, cancellationToken).ConfigureAwait(false) is { } file ? TypedResults.Ok(ReportFileResponse.Of(file)) : Unknown();

    private static async Task<Results<ExportResult, ProblemHttpResult>> ReadAsync(string id, Rights rights, ReportFiles files, CancellationToken cancellationToken) =>
        await FindAsync(files, id, rights, cancellationToken).ConfigureAwait(false) is { } file && await files.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } content
            ? new ExportResult(new Content(file, content), ExportEndpoints.NoRefusal)
            : Unknown();

    private static async Task<KeptReport?> FindAsync(ReportFiles files, string id, Rights rights, CancellationToken cancellationToken) =>
        (await files.FindAsync([id], cancellationToken).ConfigureAwait(false)).SingleOrDefault() is { } file && file.Sources.All(rights.MaySee) ? file : null;

    private static ProblemHttpResult Unknown() => TypedResults.Problem(
        "There is no such report. Reports are kept for 7 days, and may be read by those who may see all of their daemons.", statusCode: StatusCodes.Status404NotFound, title: "Unknown report");

    private sealed class Content(KeptReport file, byte[] content) : IExportContent
    {
        public string Name => "scheduled-report";

        public string Scope => Tables.ExportScope.NameOf(file.Sources, file.From, file.To);

        public string Extension => ExportForm.PdfExtension;

        public string ContentType => ReportNotice.ContentType;

        public long Rows => file.Rows;

        public Task BeginAsync(ExportTurns turns, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task WriteAsync(ExportStream target, CancellationToken cancellationToken) => await target.WriteAsync(content, cancellationToken).ConfigureAwait(false);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
