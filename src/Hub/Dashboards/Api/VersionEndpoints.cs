using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary><c>/api/dashboards/{id}/versions</c>: the newest 50 of each dashboard.</summary>
internal static class VersionEndpoints
{
    public static void MapDashboardVersions(this RouteGroupBuilder dashboards)
    {
        var versions = dashboards.MapGroup("{id}/versions").ProducesProblem(StatusCodes.Status404NotFound);
        versions.MapGet("", ListAsync).WithSummary("Versions of a dashboard").WithDescription($"The newest first, at most {DashboardLimits.MostVersions}, with what changed in each.").Produces<VersionsResponse>();
        versions.MapGet("{version}", FindAsync).WithSummary("A version of a dashboard").Produces<DashboardResponse>();
        versions.MapPost("{version}/restore", RestoreAsync).Audited(AuditActions.RestoreDashboard).WithSummary("Makes an earlier version the newest one")
            .WithDescription("As a new version, so that nothing is lost. With whom the dashboard is shared stays as it is. `If-Match` as for a change.")
            .Produces<DashboardResponse>().Produces<DashboardResponse>(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
    }

    private static async Task<IResult> ListAsync(string id, DashboardCaller caller, DashboardCatalog catalog, DashboardStore store, CancellationToken cancellationToken) =>
        await catalog.ExistsAsync(id, caller, cancellationToken).ConfigureAwait(false)
            ? TypedResults.Ok(new VersionsResponse([.. (await store.VersionsAsync(id, cancellationToken).ConfigureAwait(false)).Select(row => new VersionResponse(row.Version, row.At, row.By, row.Changes))]))
            : DashboardAnswers.Unknown();

    private static async Task<IResult> FindAsync(string id, int version, DashboardCaller caller, DashboardCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, version, caller, cancellationToken).ConfigureAwait(false) is { } seen ? DashboardResult.Of(seen)
        : await catalog.ExistsAsync(id, caller, cancellationToken).ConfigureAwait(false) ? DashboardAnswers.UnknownVersion(version)
        : DashboardAnswers.Unknown();

    private static async Task<IResult> RestoreAsync(
        string id, int version, DashboardCaller caller, HttpContext http, DashboardCatalog catalog, DashboardChanges changes, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is not { } seen)
        {
            return DashboardAnswers.Unknown();
        }

        if (await catalog.FindAsync(id, version, caller, cancellationToken).ConfigureAwait(false) is not { } earlier)
        {
            return DashboardAnswers.UnknownVersion(version);
        }

        var document = DashboardDocument.Parse(earlier.Version.Document).SharedAs(seen.Row.Visibility, seen.Row.LeastRole);
        return await changes.SaveAsync(seen, () => (document, new DocumentErrors()), version, caller, http, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Versions of a dashboard.</summary>
/// <param name="Versions">The newest first; empty for a dashboard that comes from a file.</param>
internal sealed record VersionsResponse(IReadOnlyList<VersionResponse> Versions);

/// <summary>A version of a dashboard.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="At">When it was saved (UTC).</param>
/// <param name="By">Who saved it: an e-mail address.</param>
/// <param name="Changes">What differs from the version before; empty for the first one, and where nothing does.</param>
internal sealed record VersionResponse(int Version, DateTimeOffset At, string By, IReadOnlyList<DocumentChange> Changes);
