using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Providers;

/// <summary>Stores which sessions a provider began, with what to ask for them, and when it last confirmed them.</summary>
internal sealed class ProviderSessions(IDbContextFactory<AccessDbContext> store, SessionList open, RightsChanges changes, ProviderAudit audit, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a confirmation serves. With the time of one round, a right that is lost ends within 5 minutes.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(4);

    /// <summary>How long one process has a session to itself while it asks. The requests to the provider take less.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private readonly IDataProtector _protector = protection.CreateProtector("FlextMonitor.ProviderTokens");

    // Refresh tokens, encrypted, by session, that the store did not take. The former ones may be good no more.
    private readonly ConcurrentDictionary<string, string> _unstored = new(StringComparer.Ordinal);

    /// <summary>Notes that a provider began a session. Without a refresh token it cannot be confirmed, and ends as one that was not.</summary>
    public async Task AddAsync(string sessionId, string? refreshToken, bool needsIdToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await SetConfirmedAtAsync(context, sessionId, now).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(refreshToken))
        {
            context.ProviderSessions.Add(new ProviderSession { SessionId = sessionId, RefreshToken = _protector.Protect(refreshToken), NeedsIdToken = needsIdToken, DueAt = now + Period });
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The sessions that are due, the longest due first; sessions that have ended are among them.</summary>
    public async Task<IReadOnlyList<DueSession>> FindDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var openIds = open.Open(context).Select(session => session.Id);
        return await context.ProviderSessions.AsNoTracking().Where(session => session.DueAt <= now)
            .Join(context.Sessions, provided => provided.SessionId, session => session.Id, (provided, session) => new { provided, session.UserId })
            .Join(context.Users, found => found.UserId, person => person.Id, (found, person) => new { found.provided, person })
            .Where(found => found.person.Issuer != null && found.person.Subject != null)
            .OrderBy(found => found.provided.DueAt)
            .Select(found => new DueSession(
                found.provided.SessionId,
                openIds.Contains(found.provided.SessionId),
                found.person.Id,
                found.person.Issuer!,
                found.person.Subject!,
                found.provided.RefreshToken,
                found.provided.NeedsIdToken,
                found.provided.DueAt))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a session, so that no other process asks for it at the same time: a refresh token may be good once.</summary>
    /// <returns>The session as it is now; <c>null</c> if another process has taken it.</returns>
    public async Task<DueSession?> TryClaimAsync(DueSession due)
    {
        var claimed = due with { DueAt = time.GetUtcNow() + Claim };
        return await TrySetDueAsync(due, claimed.DueAt).ConfigureAwait(false) ? claimed : null;
    }

    /// <summary>The refresh token of a session; <c>null</c> if the key that it was encrypted with is gone.</summary>
    public string? TokenOf(DueSession due)
    {
        try
        {
            return _protector.Unprotect(_unstored.GetValueOrDefault(due.SessionId, due.RefreshToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Stores the next refresh token of a session, unless another process has stored one meanwhile. If the store does not take it, it serves this process.</summary>
    public async Task<DueSession> StoreTokenAsync(DueSession claimed, string refreshToken)
    {
        var encrypted = _protector.Protect(refreshToken);
        _unstored[claimed.SessionId] = encrypted;
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.ProviderSessions.Where(session => session.SessionId == claimed.SessionId && session.RefreshToken == claimed.RefreshToken)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.RefreshToken, encrypted), CancellationToken.None).ConfigureAwait(false);
        _unstored.TryRemove(claimed.SessionId, out _);
        return claimed with { RefreshToken = encrypted };
    }

    /// <summary>Stores that the provider confirmed a session, and what the person may do. Nothing changes if another process has taken the session meanwhile.</summary>
    /// <param name="claimed">The session, as this process took it.</param>
    /// <param name="askedAt">When the provider was asked (UTC).</param>
    /// <param name="grants">What the person may do.</param>
    public async Task ConfirmAsync(DueSession claimed, DateTimeOffset askedAt, IReadOnlyList<Grant> grants)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);

        // One transaction: a right that is lost must not go on as a confirmed one.
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        var before = await ProviderPeople.SetGrantsAsync(context, claimed.PersonId, grants, askedAt).ConfigureAwait(false);
        await SetConfirmedAtAsync(context, claimed.SessionId, askedAt).ConfigureAwait(false);
        if (!await TrySetDueAsync(context, claimed, askedAt + Period).ConfigureAwait(false))
        {
            return;
        }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        if (before is not null)
        {
            changes.Announce();
            var email = await context.Users.Where(person => person.Id == claimed.PersonId).Select(person => person.Email).SingleOrDefaultAsync(CancellationToken.None).ConfigureAwait(false);
            await audit.ChangedAsync(claimed.PersonId, email, before, grants).ConfigureAwait(false);
        }
    }

    /// <summary>Lets a session be asked for again, because the provider could not answer.</summary>
    public Task PostponeAsync(DueSession claimed, TimeSpan delay) => TrySetDueAsync(claimed, time.GetUtcNow() + delay);

    /// <summary>Removes what is stored of a session.</summary>
    public async Task RemoveAsync(DueSession session)
    {
        _unstored.TryRemove(session.SessionId, out _);
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.ProviderSessions.Where(stored => stored.SessionId == session.SessionId).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Removes what is stored of all sessions.</summary>
    public async Task RemoveAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.ProviderSessions.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sessions that have ended due at once, so that their tokens do not outlive them.</summary>
    public static Task ReleaseAsync(AccessDbContext context, IReadOnlyCollection<string> sessionIds, DateTimeOffset now) => context.ProviderSessions
        .Where(session => sessionIds.Contains(session.SessionId)).ExecuteUpdateAsync(session => session.SetProperty(entity => entity.DueAt, now), CancellationToken.None);

    private async Task<bool> TrySetDueAsync(DueSession due, DateTimeOffset dueAt)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        return await TrySetDueAsync(context, due, dueAt).ConfigureAwait(false);
    }

    // Where the time is another one, another process has taken the session.
    private static async Task<bool> TrySetDueAsync(AccessDbContext context, DueSession due, DateTimeOffset dueAt) =>
        await context.ProviderSessions.Where(session => session.SessionId == due.SessionId && session.DueAt == due.DueAt)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.DueAt, dueAt), CancellationToken.None).ConfigureAwait(false) > 0;

    private static Task<int> SetConfirmedAtAsync(AccessDbContext context, string sessionId, DateTimeOffset at) => context.Sessions.Where(session => session.Id == sessionId)
        .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.ConfirmedAt, at), CancellationToken.None);
}
