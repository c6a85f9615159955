using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Begins, checks, extends and ends sessions. The end of a session takes effect at once in this process.</summary>
internal sealed partial class Sessions(
    IDbContextFactory<AccessDbContext> store, IEnumerable<ISessionEndListener> endListeners, IMemoryCache cache, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>How long a session lives after the sign-in, and again after each exchange of its refresh token. A browser's session has no such token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>How long the previous refresh token stays valid after an exchange, because two tabs may exchange it at once. Later it counts as stolen.</summary>
    private static readonly TimeSpan RotationGrace = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer of the store is cached. A session that another process ends may be used here for this long.</summary>
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(10);

    public async Task<Session> BeginAsync(IdentityUser user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            UserId = user.Id,
            SecurityStamp = user.SecurityStamp ?? "",
            StartedAt = now,
            ExpiresAt = now + Lifetime,
        };
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Sessions.Where(old => old.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Sessions.Add(session);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return session;
    }

    /// <summary>Whether a session has neither ended nor expired, and its user's security stamp is unchanged.</summary>
    public async ValueTask<bool> IsAliveAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (HasEnded(sessionId))
        {
            return false;
        }

        if (cache.TryGetValue(CacheKey(sessionId), out CachedSessionState? cached) && time.GetElapsedTime(cached!.ReadAt) < CacheLifetime)
        {
            return cached.IsAlive;
        }

        var readAt = time.GetTimestamp();
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var alive = await context.Sessions
            .Where(session => session.Id == sessionId && session.EndedAt == null && session.ExpiresAt > now)
            .AnyAsync(session => context.Users.Any(user => user.Id == session.UserId && user.SecurityStamp == session.SecurityStamp), cancellationToken)
            .ConfigureAwait(false);
        cache.Set(CacheKey(sessionId), new CachedSessionState(alive, readAt), CacheLifetime);

        // It may have ended here while the query ran.
        return alive && !HasEnded(sessionId);
    }

    /// <summary>Exchanges the refresh token of one rotation for the next; <c>null</c> if that token is not valid.</summary>
    /// <remarks>A token that was already exchanged counts as stolen after a short grace period, and ends the session.</remarks>
    public async Task<Session?> RotateAsync(string sessionId, int rotation, CancellationToken cancellationToken)
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

        if (rotation != session.Rotation)
        {
            if (rotation == session.Rotation - 1 && now - session.RotatedAt <= RotationGrace)
            {
                return session;
            }

            await EndAsync(sessionId, SessionEndReason.RefreshTokenReused).ConfigureAwait(false);
            return null;
        }

        session.Rotation++;
        session.RotatedAt = now;
        session.ExpiresAt = now + Lifetime;
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another request exchanged it at the same time. That is within the grace period: both get the new rotation.
            await context.Entry(session).ReloadAsync(cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>Ends a session: its cookie and tokens are no longer valid, and the listeners are told.</summary>
    /// <remarks>Cannot be cancelled: the session must end even if the caller hangs up.</remarks>
    public async Task EndAsync(string sessionId, SessionEndReason reason)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.EndedAt, now), CancellationToken.None).ConfigureAwait(false);
        cache.Set(EndedKey(sessionId), true, 2 * CacheLifetime);
        foreach (var listener in endListeners)
        {
            Tell(listener, sessionId, reason);
        }
    }

    private static string CacheKey(string sessionId) => $"session:{sessionId}";

    private static string EndedKey(string sessionId) => $"ended:{sessionId}";

    private void Tell(ISessionEndListener listener, string sessionId, SessionEndReason reason)
    {
        try
        {
            listener.OnSessionEnded(sessionId, reason);
        }
        catch (Exception exception)
        {
            // The session has ended. The caller and the other listeners do not depend on this one.
            Log.ListenerFailed(logger, exception, listener.GetType().Name);
        }
    }

    private bool HasEnded(string sessionId) => cache.TryGetValue(EndedKey(sessionId), out _);

    /// <param name="IsAlive">What the store answered.</param>
    /// <param name="ReadAt">When the query began, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    private sealed record CachedSessionState(bool IsAlive, long ReadAt);

    private static partial class Log
    {
        [LoggerMessage(2062, LogLevel.Error, "{Listener} failed when a session ended")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, string listener);
    }
}
