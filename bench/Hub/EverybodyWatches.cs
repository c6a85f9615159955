using System.Security.Claims;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Bench.Hub;

/// <summary>Lets everybody watch all daemons, without a store of people.</summary>
internal sealed class EverybodyWatches : ICallerRights
{
    private static readonly Standing Watching = new(Rights.Of([new Grant(Roles.Viewer, [])]));

    public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult(Watching);

    public Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Standing>>([.. callers.Select(_ => Watching)]);

    public Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken) => Task.CompletedTask;
}
