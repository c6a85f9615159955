using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>Gives the browser of a person who changed what they sign in with a new session, as after a sign-in.</summary>
internal sealed class SessionRenewal(IDbContextFactory<AccessDbContext> store, SessionList sessions, SignIns signIns)
{
    /// <summary>Renews the session of a request. A program keeps its own: its refresh token is new at every use.</summary>
    public async Task RenewBrowserAsync(HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        if (http.User.FindFirstValue(AccessClaims.SessionId) is not { } id || await sessions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { IsBrowser: true } former)
        {
            return;
        }

        // Read here, because the request's own copy may have the security stamp of before the change.
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var person = await context.Users.AsNoTracking().SingleAsync(person => person.Id == former.UserId, cancellationToken).ConfigureAwait(false);
        await signIns.RenewInBrowserAsync(person, former, http).ConfigureAwait(false);
    }
}
