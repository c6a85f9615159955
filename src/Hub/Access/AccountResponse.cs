using System.Security.Claims;
using FlextMonitor.Hub.Access.Displays;

namespace FlextMonitor.Hub.Access;

/// <summary>Who is signed in.</summary>
/// <param name="Email">The e-mail address; the name of the token for a service or a wall screen.</param>
/// <param name="Roles">The highest role for any daemon, and those that it includes, out of <c>viewer</c>, <c>operator</c> and <c>admin</c>, in this order.</param>
/// <param name="Sources">The daemons that may be seen, in ordinal order; <c>null</c> means all.</param>
/// <param name="OperatesSources">The daemons whose runs may be started and cancelled, in ordinal order; <c>null</c> means all.</param>
/// <param name="Kind"><c>person</c>, <c>service</c> or <c>display</c>, which is a wall screen.</param>
/// <param name="Dashboards">What a wall screen shows by turns; empty if it shows the live page, <c>null</c> for others.</param>
public sealed record AccountResponse(
    string Email, IReadOnlyList<string> Roles, IReadOnlyList<string>? Sources, IReadOnlyList<string>? OperatesSources, string Kind, IReadOnlyList<DisplayDashboard>? Dashboards)
{
    internal static AccountResponse Of(ClaimsPrincipal user, Rights rights, IReadOnlyList<DisplayDashboard>? dashboards) => new(
        user.NameOf() ?? "",
        [.. Access.Roles.All.Where(rights.Include)],
        rights.Sources,
        rights.SourcesFor(Access.Roles.Operator),
        user.IsDisplay() ? "display" : Caller.Of(user)?.Kind == CallerKind.Token ? "service" : "person",
        dashboards);
}
