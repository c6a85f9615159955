using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>/api/dashboards/{id}/editing</c>: who else edits.</summary>
internal static class EditingEndpoints
{
    public static void MapDashboardEditing(this RouteGroupBuilder dashboards)
    {
        var editing = dashboards.MapGroup("{id}/editing").NotAudited().ProducesProblem(StatusCodes.Status404NotFound);
        editing.MapPost("", NoteAsync).WithSummary("Says that the caller edits a dashboard")
            .WithDescription($"To be said again every 15 s; forgotten after {EditorStore.Lifetime.TotalSeconds:0} s. The answer lists the others who edit it.").Produces<EditorsResponse>();
        editing.MapDelete("", ForgetAsync).WithSummary("Says that the caller does not edit a dashboard any more").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> NoteAsync(string id, DashboardCaller caller, DashboardCatalog catalog, EditorStore editors, CancellationToken cancellationToken)
    {
        var access = await catalog.AccessAsync(id, caller, cancellationToken).ConfigureAwait(false);
        return access == DashboardAccess.None ? DashboardAnswers.Unknown()
            : caller.PersonId is not { } person ? DashboardAnswers.NeedsPerson()
            : access < DashboardAccess.Edit ? DashboardAnswers.Forbidden("You may view this dashboard, and not change it.")
            : TypedResults.Ok(new EditorsResponse(
                [.. (await editors.NoteAsync(id, person, caller.Name, cancellationToken).ConfigureAwait(false)).Select(editor => new EditorResponse(editor.Name, editor.Since))]));
    }

    private static async Task<IResult> ForgetAsync(string id, DashboardCaller caller, DashboardCatalog catalog, EditorStore editors, CancellationToken cancellationToken)
    {
        if (!await catalog.ExistsAsync(id, caller, cancellationToken).ConfigureAwait(false))
        {
            return DashboardAnswers.Unknown();
        }

        if (caller.PersonId is not { } person)
        {
            return DashboardAnswers.NeedsPerson();
        }

        await editors.ForgetAsync(id, person, cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}

/// <summary>The others who edit a dashboard.</summary>
/// <param name="Editors">The one who began first, first; may be empty.</param>
internal sealed record EditorsResponse(IReadOnlyList<EditorResponse> Editors);

/// <summary>Somebody who edits a dashboard.</summary>
/// <param name="Who">An e-mail address.</param>
/// <param name="Since">When they began (UTC).</param>
internal sealed record EditorResponse(string Who, DateTimeOffset Since);
