using System.Security.Cryptography;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FlextMonitor.Hub.Access;

/// <summary>Begins, checks, extends and ends sessions. Ending takes effect at once in this process.</summary>
internal sealed class Sessions(IDbContextFactory<AccessDbContext> store, ISubscriberConnections connections, IMemoryCache cache, TimeProvider time)
{
    /// <summary>How long a session lives: from the sign-in, and from each exchange of its refresh token anew. A browser's has no such token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>How long a refresh token that was just exchanged is not yet held to be stolen: two tabs may exchange it at once.</summary>
    private static readonly TimeSpan RotationGrace = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer of the store is trusted: what another process ended takes effect after this.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

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

    /// <summary>Whether a session lives and its user is unchanged.</summary>
    public async ValueTask<bool> IsAliveAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (HasEnded(sessionId))
        {
            return false;
        }

        if (cache.TryGetValue(CacheKey(sessionId), out Standing? known) && time.GetElapsedTime(known!.AskedAt) < Trust)
        {
            return known.Alive;
        }

        var askedAt = time.GetTimestamp();
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var alive = await context.Sessions
            .Where(session => session.Id == sessionId && session.EndedAt == null && session.ExpiresAt > now)
            .AnyAsync(session => context.Users.Any(user => user.Id == session.UserId && user.SecurityStamp == session.SecurityStamp), cancellationToken)
            .ConfigureAwait(false);
        cache.Set(CacheKey(sessionId), new Standing(alive, askedAt), Trust);

        // It may have been ended here while the store was asked: ending always wins.
        return alive && !HasEnded(sessionId);
    }

    /// <summary>Exchanges the refresh token of one rotation for the next; null where that token opens nothing.</summary>
    /// <remarks>A token that was exchanged before, beyond a short grace, is taken as stolen and ends the session.</remarks>
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

            await EndAsync(sessionId).ConfigureAwait(false);
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
            // Somebody exchanged it in the same moment: that is within the grace, and the newest rotation is theirs.
            await context.Entry(session).ReloadAsync(cancellationToken).ConfigureAwait(false);
        }

        return session;
    }

    /// <summary>Ends a session: its hub connections close, its cookie and tokens open nothing any more.</summary>
    /// <remarks>Cannot be cancelled: whoever asks for it may hang up, and it must be done all the same.</remarks>
    public async Task EndAsync(string sessionId)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.EndedAt, now), CancellationToken.None).ConfigureAwait(false);
        cache.Set(EndedKey(sessionId), true, 2 * Trust);
        connections.CloseSession(sessionId, ClosingReason.SignedOut);
    }

    private static string CacheKey(string sessionId) => $"session:{sessionId}";

    private static string EndedKey(string sessionId) => $"ended:{sessionId}";

    private bool HasEnded(string sessionId) => cache.TryGetValue(EndedKey(sessionId), out _);

    /// <summary>What the store said, and when, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    private sealed record Standing(bool Alive, long AskedAt);
}
