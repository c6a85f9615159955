using System.Security.Claims;
using FlextMonitor.Hub.Access.Tokens;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>Reads it from the token of the screen.</summary>
internal sealed class BoundDisplays(TokenStore tokens) : IDisplays
{
    public async ValueTask<IReadOnlyList<DisplayDashboard>?> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        !caller.IsDisplay() ? null : (await tokens.FindByIdAsync(Caller.Of(caller)!.Value.Id, cancellationToken).ConfigureAwait(false))?.Dashboards ?? [];
}
