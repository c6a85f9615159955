using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Begins the session of a user who signs in, and issues its cookie or tokens.</summary>
internal sealed class SignIns(SignInManager<IdentityUser> signIn, Sessions sessions, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
{
    public async Task<IResult> WithCookieAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        var session = await sessions.BeginAsync(user, cancellationToken).ConfigureAwait(false);
        signIn.AuthenticationScheme = IdentityConstants.ApplicationScheme;
        await signIn.SignInWithClaimsAsync(user, isPersistent: true, [new Claim(AccessClaims.SessionId, session.Id)]).ConfigureAwait(false);
        return Results.NoContent();
    }

    public async Task<IResult> WithTokenAsync(IdentityUser user, CancellationToken cancellationToken) =>
        await TokenAsync(user, await sessions.BeginAsync(user, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>New tokens for a refresh token; <c>null</c> if it is not valid.</summary>
    public async Task<IResult?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expiresAt || expiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var sessionId = ticket.Principal.FindFirstValue(AccessClaims.SessionId);
        var user = await signIn.UserManager.GetUserAsync(ticket.Principal).ConfigureAwait(false);
        if (user is null
            || sessionId is null
            || !int.TryParse(ticket.Principal.FindFirstValue(AccessClaims.Rotation), CultureInfo.InvariantCulture, out var rotation)
            || await sessions.RotateAsync(sessionId, rotation, cancellationToken).ConfigureAwait(false) is not { } session)
        {
            return null;
        }

        return await TokenAsync(user, session).ConfigureAwait(false);
    }

    private async Task<IResult> TokenAsync(IdentityUser user, Session session)
    {
        var principal = await signIn.CreateUserPrincipalAsync(user).ConfigureAwait(false);
        var identity = (ClaimsIdentity)principal.Identity!;
        identity.AddClaim(new Claim(AccessClaims.SessionId, session.Id));
        identity.AddClaim(new Claim(AccessClaims.Rotation, session.Rotation.ToString(CultureInfo.InvariantCulture)));
        return Results.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
    }
}
