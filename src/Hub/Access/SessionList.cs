using FlextMonitor.Hub.Access.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads which sessions are open.</summary>
internal sealed class SessionList(IDbContextFactory<AccessDbContext> store, IOptions<SessionOptions> options, IOptions<AccessOptions> access, IOptions<OidcOptions> oidc, TimeProvider time)
{
    /// <summary>The open sessions of a person, the last used first.</summary>
    public async Task<IReadOnlyList<Session>> OfPersonAsync(string personId, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await Open(context).Where(session => session.UserId == personId)
            .OrderByDescending(session => session.LastUsedAt).ThenByDescending(session => session.StartedAt).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One session; <c>null</c> if none with that id is open.</summary>
    public async Task<Session?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await Open(context).SingleOrDefaultAsync(session => session.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All that are open.</summary>
    public IQueryable<Session> Open(AccessDbContext context)
    {
        var now = time.GetUtcNow();
        var idleSince = now - options.Value.Idle;
        var startedSince = now - options.Value.Longest;
        var confirmedSince = now - oidc.Value.Unconfirmed;
        var isLocalOpen = access.Value.LocalSignIn;
        return context.Sessions.AsNoTracking().Where(session => session.EndedAt == null
            && session.ExpiresAt > now
            && session.StartedAt > startedSince
            && (!session.IsBrowser || session.LastUsedAt == null || session.LastUsedAt > idleSince)
            && (session.ConfirmedAt == null || session.ConfirmedAt > confirmedSince)
            && (isLocalOpen || SignInMethods.NotLocal.Contains(session.Method))
            && context.Users.Any(person => person.Id == session.UserId && person.SecurityStamp == session.SecurityStamp));
    }
}
