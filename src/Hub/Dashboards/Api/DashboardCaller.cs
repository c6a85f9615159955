using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Who asks for dashboards. Endpoints take it as a parameter.</summary>
/// <param name="PersonId">The person; null for a service, which may only read.</param>
/// <param name="Name">The e-mail address of a person or the name of a token.</param>
/// <param name="Rights">What they may do.</param>
internal sealed record DashboardCaller(string? PersonId, string Name, Rights Rights)
{
    public static async ValueTask<DashboardCaller?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var rights = await Rights.BindAsync(context).ConfigureAwait(false);
        return new DashboardCaller(context.User.PersonId(), context.User.NameOf() ?? "", rights!);
    }

    public DashboardAccess AccessTo(DashboardRow row)
    {
        var access = AccessOfRoleTo(row);
        return PersonId is null && access > DashboardAccess.View ? DashboardAccess.View : access;
    }

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
