using System.Security.Claims;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Says what wall screens are bound to.</summary>
public interface IDisplays
{
    /// <summary>The dashboards that a wall screen shows, in the order of its turns; empty if it is bound to none. <c>null</c> if the caller is no wall screen.</summary>
    ValueTask<IReadOnlyList<DisplayDashboard>?> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken);
}
