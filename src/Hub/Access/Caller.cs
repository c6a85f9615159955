using System.Security.Claims;

namespace FlextMonitor.Hub.Access;

/// <summary>The credentials of a caller: a session or a service token.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Id">The id of the session or of the token.</param>
internal readonly record struct Caller(CallerKind Kind, string Id)
{
    /// <summary>The credentials that a principal's claims name; <c>null</c> if they name none.</summary>
    public static Caller? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(AccessClaims.SessionId) is { } session ? new(CallerKind.Session, session)
        : principal.FindFirstValue(AccessClaims.TokenId) is { } token ? new(CallerKind.Token, token)
        : null;
}

/// <summary>The kinds of credentials.</summary>
internal enum CallerKind
{
    Session,
    Token,
}
