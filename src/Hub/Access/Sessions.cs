using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Begins, checks, renews and ends sessions. The end of a session takes effect at once in this process.</summary>
internal sealed class Sessions(
    IDbContextFactory<AccessDbContext> store,
    CallerRights rights,
    RightsChanges changes,
    EndedSessions ended,
    SessionEnds ends,
    SessionAudit audit,
    IOptions<SessionOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// How long the same caller may use the previous refresh token after an exchange, because it may exchange it twice at once. Later, and from anyone else,
    /// it counts as stolen.
    /// </summary>
    public static readonly TimeSpan RotationGrace = TimeSpan.FromSeconds(10);

    /// <summary>Begins a session, and ends the oldest ones of the person if there are too many.</summary>
    /// <param name="person">Who signs in.</param>
    /// <param name="method">How, such as <c>password</c>.</param>
    /// <param name="isBrowser">Whether a cookie will carry it.</param>
    /// <param name="client">The program that signs in.</param>
    /// <param name="cancellationToken">Cancels it before it is stored.</param>
    public async Task<Session> BeginAsync(Person person, string method, bool isBrowser, ClientInfo client, CancellationToken cancellationToken)
    {
        var session = Create(person, method, isBrowser, client);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await StoreAsync(context, session, method, cancellationToken).ConfigureAwait(false);
        await audit.BeganAsync(session, person).ConfigureAwait(false);
        await EndSurplusAsync(context, session, session.StartedAt).ConfigureAwait(false);
        return session;
    }

    /// <summary>Begins a browser's session in the place of one whose person has just proved their identity. The former one is to be ended by the caller.</summary>
    public async Task<Session> RenewAsync(Person person, Session former, ClientInfo client, CancellationToken cancellationToken)
    {
        var session = Create(person, former.Method ?? SignInMethods.Password, isBrowser: true, client);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        context.Sessions.Add(session);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>Whether a session is valid: neither ended nor expired, and of somebody who may sign in.</summary>
    public async ValueTask<bool> IsAliveAsync(string sessionId, CancellationToken cancellationToken) =>
        await rights.FindAsync(new Caller(CallerKind.Session, sessionId), cancellationToken).ConfigureAwait(false) is { End: null };

    /// <summary>Notes that the person proved their identity once more.</summary>
    public async Task NoteAuthenticationAsync(string sessionId)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.Sessions.Where(session => session.Id == sessionId)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.AuthenticatedAt, now), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Exchanges the refresh token of one rotation for the next; <c>null</c> if that token is not valid.</summary>
    /// <remarks>A token that was already exchanged counts as stolen, and ends the session, unless the same caller sends it again at once.</remarks>
    public async Task<Session?> RotateAsync(string sessionId, int rotation, ClientInfo client, CancellationToken cancellationToken)
    {
        if (!await IsAliveAsync(sessionId, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var session = await context.Sessions.SingleOrDefaultAsync(session => session.Id == sessionId && session.EndedAt == null, cancellationToken).ConfigureAwait(false);
        if (session is null)
        {
            return null;
        }

        if (rotation == session.Rotation)
        {
            (session.Rotation, session.RotatedAt, session.RotatedBy) = (rotation + 1, now, client.Identity);
            if (await TrySaveAsync(context, cancellationToken).ConfigureAwait(false))
            {
                return session;
            }

            await context.Entry(session).ReloadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (rotation == session.Rotation - 1 && now - session.RotatedAt <= RotationGrace && session.RotatedBy == client.Identity)
        {
            return session;
        }

        await EndAsync(sessionId, SessionEndReason.RefreshTokenReused).ConfigureAwait(false);
        return null;
    }

    /// <summary>Ends a session: its cookie and tokens are no longer valid, and the listeners are told.</summary>
    /// <remarks>Cannot be cancelled: the session must end even if the caller hangs up.</remarks>
    public async Task EndAsync(string sessionId, SessionEndReason reason)
    {
        // In memory first: a store that cannot be written lets nobody go on.
        ended.Add(sessionId);
        ends.Tell(sessionId, reason);
        await ended.StoreAsync(sessionId).ConfigureAwait(false);
        await audit.EndedAsync(sessionId, reason).ConfigureAwait(false);
    }

    /// <summary>Ends all sessions of a person, perhaps except one.</summary>
    /// <returns>How many were open.</returns>
    public async Task<int> EndAllAsync(string personId, string? except, SessionEndReason reason)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        var open = context.Sessions.Where(session => session.UserId == personId && session.EndedAt == null && session.Id != except);

        var before = await open.Select(session => session.Id).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        before.ForEach(ended.Add);
        foreach (var session in before)
        {
            ends.Tell(session, reason);
        }

        var updated = 0;
        try
        {
            // The list lacks what has begun meanwhile.
            updated = await open.ExecuteUpdateAsync(session => session.SetProperty(entity => entity.EndedAt, now), CancellationToken.None).ConfigureAwait(false);
            await ProviderSessions.ReleaseAsync(context, before, now).ConfigureAwait(false);
            ended.Remove(before);
        }
        finally
        {
            if (before.Count > 0 || updated > 0)
            {
                changes.Announce();
            }
        }

        return before.Count;
    }

    private Session Create(Person person, string method, bool isBrowser, ClientInfo client)
    {
        var now = time.GetUtcNow();
        return new Session
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            UserId = person.Id,
            SecurityStamp = person.SecurityStamp ?? "",
            StartedAt = now,
            ExpiresAt = now + options.Value.Longest,
            IsBrowser = isBrowser,
            Method = method,
            LastUsedAt = now,
            Device = client.Device,
            Address = client.Address,
        };
    }

    // One transaction, because SQLite waits for the disk at the end of each.
    private static async Task StoreAsync(AccessDbContext context, Session session, string method, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.Sessions.Where(old => old.ExpiresAt < session.StartedAt).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Sessions.Add(session);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await context.Users.Where(user => user.Id == session.UserId).ExecuteUpdateAsync(
            user => user.SetProperty(entity => entity.LastSignInAt, session.StartedAt).SetProperty(entity => entity.LastSignInBy, method), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EndSurplusAsync(AccessDbContext context, Session latest, DateTimeOffset now)
    {
        var surplus = await context.Sessions.Where(session => session.UserId == latest.UserId && session.EndedAt == null && session.ExpiresAt > now && session.Id != latest.Id)
            .OrderByDescending(session => session.StartedAt).ThenBy(session => session.Id)
            .Skip(SessionOptions.MostOfOnePerson - 1).Select(session => session.Id).ToListAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var session in surplus)
        {
            await EndAsync(session, SessionEndReason.TooMany).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TrySaveAsync(AccessDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another request exchanged it at the same time.
            return false;
        }
    }
}
