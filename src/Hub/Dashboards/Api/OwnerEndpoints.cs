using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>/api/dashboards/{id}/take</c>: an administrator becomes the owner of a dashboard whose owner was removed.</summary>
internal static class OwnerEndpoints
{
    public static void MapDashboardOwner(this RouteGroupBuilder dashboards) =>
        dashboards.MapPost("{id}/take", TakeAsync).RequireRole(Roles.Admin).Audited(AuditActions.TakeDashboard).WithSummary("Takes over a dashboard that has no owner")
            .WithDescription("The caller becomes its owner. 409: it has an owner.").Produces<DashboardResponse>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> TakeAsync(string id, DashboardCaller caller, HttpContext http, DashboardCatalog catalog, DashboardStore store, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is not { } seen)
        {
            return DashboardAnswers.Unknown();
        }

        AuditDetails.Of(http).About(seen.Row.Title, seen.Row.Id);
        AuditDetails.Of(http).Changed(new { Owner = seen.Row.OwnerName }, new { Owner = caller.Name });
        if (caller.PersonId is not { } person)
        {
            return DashboardAnswers.NeedsPerson();
        }

        if (seen.File is { } file)
        {
            return DashboardAnswers.Forbidden($"This dashboard comes from the file {file.Path}, and has no owner.");
        }

        return await store.TakeAsync(id, person, caller.Name, cancellationToken).ConfigureAwait(false) switch
        {
            SaveRefusal.None when await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } taken => DashboardResult.Of(taken),
            SaveRefusal.Outdated => HasOwner(),
            SaveRefusal.None => DashboardAnswers.Unknown(),
            var refusal => DashboardAnswers.TooMany(refusal),
        };
    }

    private static ProblemHttpResult HasOwner() => TypedResults.Problem("This dashboard has an owner. Only one whose owner was removed can be taken over.", statusCode: StatusCodes.Status409Conflict, title: "It has an owner");
}
