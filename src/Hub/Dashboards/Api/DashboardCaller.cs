using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Who asks for dashboards. Endpoints take it as a parameter.</summary>
/// <param name="PersonId">The person; null for a service, which may only read.</param>
/// <param name="Name">The e-mail address of a person or the name of a token.</param>
/// <param name="Rights">What they may do.</param>
/// <param name="Shown">The dashboards that a wall screen shows; null for others.</param>
public sealed record DashboardCaller(string? PersonId, string Name, Rights Rights, IReadOnlyList<string>? Shown = null)
{
    /// <summary>The caller. Called for endpoints that take it as a parameter.</summary>
    public static async ValueTask<DashboardCaller?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var rights = await Rights.BindAsync(context).ConfigureAwait(false);
        var shown = await context.RequestServices.GetRequiredService<IDisplays>().FindAsync(context.User, context.RequestAborted).ConfigureAwait(false);
        return new DashboardCaller(context.User.PersonId(), context.User.NameOf() ?? "", rights!, shown is null ? null : [.. shown.Select(dashboard => dashboard.Id)]);
    }

    internal DashboardAccess AccessTo(DashboardRow row)
    {
        if (Shown is not null)
        {
            return AccessOfDisplayTo(row);
        }

        var access = AccessOfRoleTo(row);
        return PersonId is null && access > DashboardAccess.View ? DashboardAccess.View : access;
    }

    /// <summary>What the caller may do with a dashboard that comes from a file.</summary>
    internal DashboardAccess AccessToFile(DashboardRow row) => Shown is not null ? AccessOfDisplayTo(row) : Rights.Include(row.LeastRole) ? DashboardAccess.View : DashboardAccess.None;

    // The administrator who bound the screen to it decided that everybody before the screen sees it. Its owner may take it back by making it private.
    private DashboardAccess AccessOfDisplayTo(DashboardRow row) => Shown!.Contains(row.Id) && row.Visibility != DashboardDocument.Private ? DashboardAccess.View : DashboardAccess.None;

    // What is private is its owner's alone. Administrators put in order what others see, and what has no owner.
    private DashboardAccess AccessOfRoleTo(DashboardRow row)
    {
        var isShared = row.Visibility != DashboardDocument.Private;
        return PersonId is not null && row.OwnerId == PersonId ? DashboardAccess.Own
            : Rights.Include(Roles.Admin) && (isShared || row.OwnerId is null) ? DashboardAccess.Own
            : !isShared || !Rights.Include(row.LeastRole) ? DashboardAccess.None
            : row.Visibility == DashboardDocument.Edit ? DashboardAccess.Edit
            : DashboardAccess.View;
    }
}
