using System.Globalization;
using System.Security.Claims;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Begins the session of a person who signs in, and issues its cookie or tokens.</summary>
internal sealed class SignIns(SignInManager<Person> signIn, Sessions sessions, KnownDevices devices, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
{
    /// <summary>Begins the session of a browser, with a cookie, or of a program that keeps tokens.</summary>
    /// <param name="person">Who signs in.</param>
    /// <param name="method">How, one of <see cref="SignInMethods"/>.</param>
    /// <param name="isBrowser">Whether the answer sets a cookie.</param>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Cancels it before the session is stored.</param>
    public Task<IResult> BeginAsync(Person person, string method, bool isBrowser, HttpContext http, CancellationToken cancellationToken) =>
        isBrowser ? WithCookieAsync(person, method, http) : WithTokenAsync(person, method, http, cancellationToken);

    /// <summary>Begins the session of a browser, and adds its cookie to the answer. The session that the same browser had ends.</summary>
    /// <param name="person">Who signs in.</param>
    /// <param name="method">How, one of <see cref="SignInMethods"/>.</param>
    /// <param name="http">The request.</param>
    /// <param name="former">Whose session the browser has; nobody's if <c>null</c>.</param>
    /// <param name="onStored">Runs before the cookie is issued.</param>
    public async Task BeginInBrowserAsync(Person person, string method, HttpContext http, ClaimsPrincipal? former, Func<Session, Task> onStored)
    {
        // First, so that it does not count among those that a person may have.
        if (former?.FindFirstValue(AccessClaims.SessionId) is { } before)
        {
            await sessions.EndAsync(before, SessionEndReason.Replaced).ConfigureAwait(false);
        }

        var session = await sessions.BeginAsync(person, method, isBrowser: true, ClientInfo.Of(http), http.RequestAborted).ConfigureAwait(false);
        await onStored(session).ConfigureAwait(false);
        await IssueCookieAsync(person, session).ConfigureAwait(false);
    }

    /// <summary>
    /// Gives the browser that proved its person's identity a new session, and adds its cookie to the answer. The former one ends once the answer is sent: until then the
    /// browser's other requests need it.
    /// </summary>
    public async Task RenewInBrowserAsync(Person person, Session former, HttpContext http)
    {
        var session = await sessions.RenewAsync(person, former, ClientInfo.Of(http), http.RequestAborted).ConfigureAwait(false);
        http.Response.OnCompleted(() => sessions.EndAsync(former.Id, SessionEndReason.Renewed));
        await IssueCookieAsync(person, session).ConfigureAwait(false);
    }

    private async Task<IResult> WithCookieAsync(Person person, string method, HttpContext http)
    {
        await BeginInBrowserAsync(person, method, http, http.User, _ => Task.CompletedTask).ConfigureAwait(false);
        devices.Remember(http, person.Email!);
        return Results.NoContent();
    }

    private Task IssueCookieAsync(Person person, Session session)
    {
        signIn.AuthenticationScheme = IdentityConstants.ApplicationScheme;
        return signIn.SignInWithClaimsAsync(person, isPersistent: true, [new Claim(AccessClaims.SessionId, session.Id)]);
    }

    private async Task<IResult> WithTokenAsync(Person person, string method, HttpContext http, CancellationToken cancellationToken)
    {
        var session = await sessions.BeginAsync(person, method, isBrowser: false, ClientInfo.Of(http), cancellationToken).ConfigureAwait(false);
        return await TokenAsync(person, session).ConfigureAwait(false);
    }

    /// <summary>New tokens for a refresh token; <c>null</c> if it is not valid.</summary>
    public async Task<IResult?> RefreshAsync(string refreshToken, HttpContext http, CancellationToken cancellationToken)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(refreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expiresAt || expiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var sessionId = ticket.Principal.FindFirstValue(AccessClaims.SessionId);
        var person = await signIn.UserManager.GetUserAsync(ticket.Principal).ConfigureAwait(false);
        AuditDetails.Of(http).By(person?.Email, person?.Id);
        if (person is null
            || sessionId is null
            || !int.TryParse(ticket.Principal.FindFirstValue(AccessClaims.Rotation), CultureInfo.InvariantCulture, out var rotation)
            || await sessions.RotateAsync(sessionId, rotation, ClientInfo.Of(http), cancellationToken).ConfigureAwait(false) is not { } session)
        {
            return null;
        }

        return await TokenAsync(person, session).ConfigureAwait(false);
    }

    private async Task<IResult> TokenAsync(Person person, Session session)
    {
        var principal = await signIn.CreateUserPrincipalAsync(person).ConfigureAwait(false);
        var identity = (ClaimsIdentity)principal.Identity!;
        identity.AddClaim(new Claim(AccessClaims.SessionId, session.Id));
        identity.AddClaim(new Claim(AccessClaims.Rotation, session.Rotation.ToString(CultureInfo.InvariantCulture)));
        return Results.SignIn(principal, authenticationScheme: IdentityConstants.BearerScheme);
    }
}
