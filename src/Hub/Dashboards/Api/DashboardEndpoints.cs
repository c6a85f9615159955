using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>/api/dashboards</c>: people make dashboards, and share them with others. Services read.</summary>
internal static class DashboardEndpoints
{
    private const string Json = "application/json";

    public static void MapDashboardDocuments(this RouteGroupBuilder dashboards)
    {
        dashboards.MapGet("", ListAsync).WithSummary("Dashboards that the caller may see").WithDescription("By title. `home` is the one to begin with, or null.");
        dashboards.MapPost("", CreateAsync).Audited(AuditActions.CreateDashboard).WithSummary("Makes a dashboard").Accepts<DashboardBody>(Json)
            .Produces<DashboardResponse>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        dashboards.MapGet("{id}", FindAsync).WithSummary("One dashboard").WithDescription("With an ETag, which names its version.").WithMetadata(OpenToDisplays.Instance)
            .Produces<DashboardResponse>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);
        dashboards.MapPut("{id}", ChangeAsync).Audited(AuditActions.ChangeDashboard).WithSummary("Changes a dashboard")
            .WithDescription("`If-Match` must name the version that is changed. 412: somebody has saved another one, which is the body. Nothing is overwritten.").Accepts<DashboardBody>(Json)
            .Produces<DashboardResponse>().Produces<DashboardResponse>(StatusCodes.Status412PreconditionFailed).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        dashboards.MapDelete("{id}", DeleteAsync).Audited(AuditActions.DeleteDashboard).WithSummary("Deletes a dashboard with its versions").WithDescription("With `If-Match` as for a change.")
            .Produces(StatusCodes.Status204NoContent).Produces<DashboardResponse>(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    /// <summary>The answer to a dashboard that was made.</summary>
    public static DashboardResult Created(StoredDashboard saved)
    {
        var seen = SeenDashboard.Of(saved, DashboardAccess.Own);
        return new DashboardResult(seen.ToNode(), seen.Tag, StatusCodes.Status201Created) { Location = AddressOf(seen.Row.Id) };
    }

    public static string AddressOf(string id) => $"{Routes.Dashboards}/{id}";

    private static async Task<Ok<DashboardsResponse>> ListAsync(DashboardCaller caller, DashboardCatalog catalog, HomeStore homes, CancellationToken cancellationToken)
    {
        var dashboards = await catalog.ListAsync(caller, cancellationToken).ConfigureAwait(false);
        var home = caller.PersonId is { } person ? await homes.FindAsync(person, cancellationToken).ConfigureAwait(false) : null;
        return TypedResults.Ok(new DashboardsResponse(
            [.. dashboards.Select(DashboardSummary.Of)], dashboards.Any(listed => listed.Row.Id == home) ? home : null));
    }

    private static async Task<IResult> CreateAsync(DocumentBody body, DashboardCaller caller, HttpContext http, DashboardStore store, CancellationToken cancellationToken)
    {
        if (caller.PersonId is not { } person)
        {
            return DashboardAnswers.NeedsPerson();
        }

        var (document, errors) = body.Read();
        if (document is null)
        {
            return DashboardAnswers.Invalid(errors);
        }

        AuditDetails.Of(http).About(document.Title, id: null);
        AuditDetails.Of(http).Changed(null, DashboardChanges.Audited(1, document));
        var (refusal, saved) = await store.CreateAsync(document, person, caller.Name, cancellationToken).ConfigureAwait(false);
        if (saved is null)
        {
            return DashboardAnswers.TooMany(refusal);
        }

        AuditDetails.Of(http).About(document.Title, saved.Row.Id);
        return Created(saved);
    }

    private static async Task<IResult> FindAsync(string id, DashboardCaller caller, DashboardCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } seen ? new DashboardResult(seen.ToNode(), seen.Tag, isConditional: true) : DashboardAnswers.Unknown();

    private static async Task<IResult> ChangeAsync(
        string id, DocumentBody body, DashboardCaller caller, HttpContext http, DashboardCatalog catalog, DashboardChanges changes, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } seen
            ? await changes.SaveAsync(seen, body.Read, restored: null, caller, http, cancellationToken).ConfigureAwait(false)
            : DashboardAnswers.Unknown();

    private static async Task<IResult> DeleteAsync(
        string id, DashboardCaller caller, HttpContext http, DashboardCatalog catalog, DashboardChanges changes, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } seen
            ? await changes.DeleteAsync(seen, caller, http, cancellationToken).ConfigureAwait(false)
            : DashboardAnswers.Unknown();
}

/// <summary>Dashboards that the caller may see.</summary>
/// <param name="Dashboards">By title; may be empty.</param>
/// <param name="Home">The id of the one that the caller begins with; null without it.</param>
internal sealed record DashboardsResponse(IReadOnlyList<DashboardSummary> Dashboards, string? Home);

/// <summary>A dashboard without its document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Owner">The owner's e-mail address; null if it belongs to the administrators.</param>
/// <param name="Visibility"><c>private</c>, <c>read</c> or <c>edit</c>.</param>
/// <param name="LeastRole">Whom it is shared with: this role and above.</param>
/// <param name="Access">What the caller may do: <c>view</c>, <c>edit</c> or <c>own</c>.</param>
/// <param name="Provisioned">Whether it comes from a file.</param>
/// <param name="Version">The newest version.</param>
/// <param name="Widgets">How many widgets it has.</param>
/// <param name="UpdatedAt">When that version was saved (UTC).</param>
/// <param name="UpdatedBy">Who saved it: an e-mail address; the path of the file for one that comes from a file.</param>
/// <param name="Path">The path of the file that it comes from; null without it.</param>
internal sealed record DashboardSummary(
    string Id, string Title, string? Owner, string Visibility, string LeastRole, string Access, bool Provisioned, int Version, int Widgets, DateTimeOffset UpdatedAt, string UpdatedBy, string? Path)
{
    public static DashboardSummary Of(ListedDashboard listed) => Of(listed.Row, listed);

    private static DashboardSummary Of(DashboardRow row, ListedDashboard listed) => new(
        row.Id, row.Title, row.OwnerName, row.Visibility, row.LeastRole, SeenDashboard.WordOf(listed.Access), listed.Path is not null, row.Version, row.Widgets, row.UpdatedAt, row.UpdatedBy, listed.Path);
}
