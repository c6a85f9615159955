using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>Looks up what callers may do. Claims say only who calls; what that permits may change while a cookie, a token or a connection lives.</summary>
public interface ICallerRights
{
    /// <summary>The standing of one caller. An answer may be one second old, unless this process changed something since.</summary>
    /// <exception cref="RightsUnavailableException">The store is away.</exception>
    ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken);

    /// <summary>The standings of many callers, read now, in the order of the callers.</summary>
    /// <exception cref="RightsUnavailableException">The store is away.</exception>
    Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken);

    /// <summary>Notes that a person uses the session, which keeps it from expiring unused.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="byCookie">Whether a cookie carried the credentials.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken);
}
