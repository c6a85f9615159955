using System.Security.Claims;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>Rights by the role claims of the caller, for all daemons. For a hub without a store of people.</summary>
internal sealed class RoleClaimRights : ICallerRights
{
    public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult(Of(caller));

    public Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Standing>>([.. callers.Select(Of)]);

    public Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Standing Of(ClaimsPrincipal caller) => new(Rights.Of(Roles.All.Where(caller.IsInRole).Select(role => new Grant(role, []))));
}
