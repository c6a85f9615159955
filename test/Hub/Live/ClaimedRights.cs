using System.Collections.Concurrent;
using System.Security.Claims;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Rights by the claims of role and daemons, until the test gives a session another standing.</summary>
internal sealed class ClaimedRights : ICallerRights
{
    public const string SourcesClaim = "sources";

    private readonly ConcurrentDictionary<string, Standing> _changed = new();

    /// <summary>Called once, between the next look-up of one caller and its answer.</summary>
    public Action? DuringNextLookup { get; set; }

    /// <summary>Gives a session another standing, as somebody would who changes the store.</summary>
    public void Change(string session, Standing standing) => _changed[session] = standing;

    public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var standing = Of(caller);
        var during = DuringNextLookup;
        DuringNextLookup = null;
        during?.Invoke();
        return ValueTask.FromResult(standing);
    }

    public Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Standing>>([.. callers.Select(Of)]);

    public Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken) => Task.CompletedTask;

    private Standing Of(ClaimsPrincipal caller)
    {
        if (_changed.TryGetValue(caller.FindFirstValue(AccessClaims.SessionId) ?? "", out var changed))
        {
            return changed;
        }

        string[] sources = (caller.FindFirstValue(SourcesClaim) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new Standing(Rights.Of(Roles.All.Where(caller.IsInRole).Select(role => new Grant(role, sources))));
    }
}
