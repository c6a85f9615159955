using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>Rights by the role claims of the caller, for all daemons. For a hub without this room's store, whose host authenticates callers by itself.</summary>
public sealed class RoleClaimRights : ICallerRights
{
    /// <inheritdoc/>
    public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult(Of(caller));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Standing>>([.. callers.Select(Of)]);

    /// <inheritdoc/>
    public Task NoteUseAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Standing Of(ClaimsPrincipal caller) => new(Rights.Of(Roles.All.Where(caller.IsInRole).Select(role => new Grant(role, []))));
}
