using System.Globalization;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Changes dashboards for callers who have seen their newest version.</summary>
internal sealed class DashboardChanges(DashboardStore store, DashboardCatalog catalog)
{
    /// <summary>Saves a document as the next version.</summary>
    /// <param name="seen">The dashboard as it is now.</param>
    /// <param name="read">Reads the document, if the caller may change the dashboard and has seen it.</param>
    /// <param name="restored">The version whose document it is, if one is restored.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IResult> SaveAsync(
        SeenDashboard seen, Func<(DashboardDocument? Document, DocumentErrors Errors)> read, int? restored, DashboardCaller caller, HttpContext http, CancellationToken cancellationToken)
    {
        AuditDetails.Of(http).About(seen.Row.Title, seen.Row.Id);
        if (Refusal(seen, DashboardAccess.Edit, "change", caller, http.Request) is { } refusal)
        {
            return refusal;
        }

        var (document, errors) = read();
        if (document is null)
        {
            return DashboardAnswers.Invalid(errors);
        }

        var before = new StoredDashboard(seen.Row, seen.Version);
        var isSharing = DocumentComparison.IsSharedOtherwise(before.Document, document);
        AuditDetails.Of(http).What = isSharing ? AuditActions.ShareDashboard : null;
        AuditDetails.Of(http).Changed(Audited(seen.Row.Version, before.Document), Audited(seen.Row.Version + 1, document));
        if (isSharing && seen.Access < DashboardAccess.Own)
        {
            return DashboardAnswers.Forbidden("Only its owner and administrators change with whom a dashboard is shared. Leave visibility and leastRole as they are.");
        }

        var (saveRefusal, saved) = await store.ChangeAsync(before, document, caller.Name, restored, cancellationToken).ConfigureAwait(false);
        return saved is not null ? DashboardResult.Of(SeenDashboard.Of(saved, seen.Access))
            : saveRefusal == SaveRefusal.Outdated ? await OutdatedAsync(seen.Row.Id, caller, cancellationToken).ConfigureAwait(false)
            : DashboardAnswers.TooMany(saveRefusal);
    }

    /// <summary>Deletes a dashboard.</summary>
    public async Task<IResult> DeleteAsync(SeenDashboard seen, DashboardCaller caller, HttpContext http, CancellationToken cancellationToken)
    {
        AuditDetails.Of(http).About(seen.Row.Title, seen.Row.Id);
        AuditDetails.Of(http).Changed(Audited(seen.Row.Version, new StoredDashboard(seen.Row, seen.Version).Document), null);
        return Refusal(seen, DashboardAccess.Own, "delete", caller, http.Request) is { } refusal ? refusal
            : await store.DeleteAsync(seen.Row.Id, seen.Row.Version, cancellationToken).ConfigureAwait(false) ? TypedResults.NoContent()
            : await OutdatedAsync(seen.Row.Id, caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the audit trail tells of a dashboard.</summary>
    public static object Audited(int version, DashboardDocument document) =>
        new { Version = version, document.Title, document.Visibility, document.LeastRole, Widgets = document.Widgets.Count };

    private static IResult? Refusal(SeenDashboard seen, DashboardAccess needed, string what, DashboardCaller caller, HttpRequest request)
    {
        if (caller.PersonId is null)
        {
            return DashboardAnswers.NeedsPerson();
        }

        if (seen.File is { } file)
        {
            return DashboardAnswers.Forbidden($"This dashboard comes from the file {file.Path}, and can only be changed there. Make a copy to change it here.");
        }

        if (seen.Access < needed)
        {
            return DashboardAnswers.Forbidden($"You may not {what} this dashboard. Its owner{(seen.Row.OwnerName is { } owner ? $", {owner}," : "")} or an administrator may.");
        }

        var tags = VersionTags.Of(request.Headers.IfMatch);

        // A change of any version would overwrite what others have saved.
        return tags.Count == 0 || tags.Contains(VersionTags.Any) ? DashboardAnswers.NeedsVersion()
            : tags.Contains(seen.Row.Version.ToString(CultureInfo.InvariantCulture)) ? null
            : DashboardResult.Of(seen, StatusCodes.Status412PreconditionFailed);
    }

    private async Task<IResult> OutdatedAsync(string id, DashboardCaller caller, CancellationToken cancellationToken) =>
        await catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is { } newer ? DashboardResult.Of(newer, StatusCodes.Status412PreconditionFailed) : DashboardAnswers.Unknown();
}
