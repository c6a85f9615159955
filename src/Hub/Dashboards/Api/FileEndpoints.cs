using System.Text.Json.Nodes;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Dashboards as files: exported, imported, to begin with, and the schema that describes them.</summary>
internal static class FileEndpoints
{
    public static void MapDashboardFiles(this RouteGroupBuilder dashboards)
    {
        dashboards.MapGet("templates", Templates).WithSummary("Dashboards to begin with").WithDescription("Each is a document to be made one's own.");
        dashboards.MapGet("schema.json", Schema).WithSummary("The JSON schema of a dashboard").Produces<JsonNode>(StatusCodes.Status200OK, "application/schema+json");
        dashboards.MapGet("{id}/file", ExportAsync).WithSummary("A dashboard as a file").WithDescription("Without id, owner and version, so that it can be imported elsewhere.")
            .Produces<DashboardBody>().ProducesProblem(StatusCodes.Status404NotFound);
        dashboards.MapPost("import", ImportAsync).Audited(AuditActions.CreateDashboard).WithSummary("Makes a dashboard of a file")
            .WithDescription("It is private until its owner shares it. `unmatched` lists what its widgets name and the caller does not see here.").Accepts<DashboardBody>("application/json")
            .Produces<ImportResponse>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Ok<TemplatesResponse> Templates() =>
        TypedResults.Ok(new TemplatesResponse([.. DashboardTemplates.All().Select(template => new TemplateResponse(template.Name, template.Document))]));

    private static ContentHttpResult Schema() => TypedResults.Content(DashboardSchema.Text, "application/schema+json; charset=utf-8");

    private static async Task<IResult> ExportAsync(string id, DashboardCaller caller, DashboardCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } seen
            ? new DashboardResult(DashboardJson.Read(seen.Version.Document), seen.Tag) { FileName = $"{seen.Row.Title}.json" }
            : DashboardAnswers.Unknown();

    private static async Task<IResult> ImportAsync(
        DocumentBody body, DashboardCaller caller, HttpContext http, DashboardStore store, ImportCheck check, CancellationToken cancellationToken)
    {
        if (caller.PersonId is not { } person)
        {
            return DashboardAnswers.NeedsPerson();
        }

        var (read, errors) = body.Read();
        if (read is null)
        {
            return DashboardAnswers.Invalid(errors);
        }

        var document = read.SharedAs(DashboardDocument.Private, read.LeastRole);
        AuditDetails.Of(http).About(document.Title, id: null);
        AuditDetails.Of(http).Changed(null, DashboardChanges.Audited(1, document));
        var unmatched = await check.RunAsync(document, caller.Rights, cancellationToken).ConfigureAwait(false);
        var (refusal, saved) = await store.CreateAsync(document, person, caller.Name, cancellationToken).ConfigureAwait(false);
        if (saved is null)
        {
            return DashboardAnswers.TooMany(refusal);
        }

        AuditDetails.Of(http).About(document.Title, saved.Row.Id);
        var seen = SeenDashboard.Of(saved, DashboardAccess.Own);
        var answer = new JsonObject
        {
            ["dashboard"] = seen.ToNode(),
            ["unmatched"] = new JsonArray([.. unmatched.Select(entry => new JsonObject { ["widget"] = entry.Widget, ["what"] = entry.What, ["value"] = entry.Value })]),
        };
        return new DashboardResult(answer, seen.Tag, StatusCodes.Status201Created) { Location = DashboardEndpoints.AddressOf(seen.Row.Id) };
    }
}

/// <summary>Dashboards to begin with.</summary>
/// <param name="Templates">In the order in which they are offered.</param>
internal sealed record TemplatesResponse(IReadOnlyList<TemplateResponse> Templates);

/// <summary>A dashboard to begin with.</summary>
/// <param name="Name"><c>on-call</c>, <c>last-night</c> or <c>one-daemon</c>.</param>
/// <param name="Document">The document, which can be made one's own as it is.</param>
internal sealed record TemplateResponse(string Name, JsonNode Document);

/// <summary>A dashboard that was imported.</summary>
/// <param name="Dashboard">The dashboard.</param>
/// <param name="Unmatched">What its widgets name and the caller does not see here, by widget; may be empty.</param>
internal sealed record ImportResponse(DashboardResponse Dashboard, IReadOnlyList<Unmatched> Unmatched);

/// <summary>Something that a widget names and that the caller does not see.</summary>
/// <param name="Widget">The widget's id.</param>
/// <param name="What"><c>source</c>, <c>pipeline</c> or <c>type</c>.</param>
/// <param name="Value">The pattern, name or type.</param>
internal sealed record Unmatched(string Widget, string What, string Value);
