using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>/api/account/home-dashboard</c>: the dashboard that one begins with.</summary>
internal static class HomeEndpoints
{
    private const int LargestBody = 1024;

    public static void MapHomeDashboard(this IEndpointRouteBuilder endpoints)
    {
        var home = endpoints.MapGroup(Routes.HomeDashboard).RequireRole(Roles.Viewer).RequirePerson().WithTags("Account").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        home.MapGet("", FindAsync).WithSummary("The dashboard that one begins with").WithDescription("`id` is null if none was set, or if it is not there any more.").ProducesProblem(StatusCodes.Status403Forbidden);
        home.MapPut("", SetAsync).NotAudited().WithSummary("Sets the dashboard that one begins with").WithDescription("`id` null: none.")
            .Produces<HomeDashboard>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<HomeDashboard>> FindAsync(DashboardCaller caller, DashboardCatalog catalog, HomeStore homes, CancellationToken cancellationToken)
    {
        var id = await homes.FindAsync(caller.PersonId!, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new HomeDashboard(id is not null && await catalog.ExistsAsync(id, caller, cancellationToken).ConfigureAwait(false) ? id : null));
    }

    private static async Task<IResult> SetAsync(HomeDashboard body, DashboardCaller caller, DashboardCatalog catalog, HomeStore homes, CancellationToken cancellationToken)
    {
        if (body.Id is { } id && !await catalog.ExistsAsync(id, caller, cancellationToken).ConfigureAwait(false))
        {
            return DashboardAnswers.Unknown();
        }

        await homes.SetAsync(caller.PersonId!, body.Id, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(body);
    }
}

/// <summary>The dashboard that one begins with.</summary>
/// <param name="Id">Its id; null for none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record HomeDashboard(string? Id);
