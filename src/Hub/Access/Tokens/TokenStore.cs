using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Displays;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary>Makes, finds and revokes the tokens of services and wall screens.</summary>
internal sealed class TokenStore(IDbContextFactory<AccessDbContext> store, RightsChanges changes, TimeProvider time)
{
    /// <summary>The most tokens that are stored, expired ones included.</summary>
    public const int Most = 1000;

    /// <summary>Whether no more tokens can be made before some are revoked.</summary>
    public async Task<bool> IsFullAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Tokens.CountAsync(cancellationToken).ConfigureAwait(false) >= Most;
    }

    /// <summary>Stores a new token.</summary>
    /// <returns>The stored part, and the token itself, which is not stored.</returns>
    public Task<(ServiceToken Stored, string Token)> CreateAsync(TokenKind kind, string name, IReadOnlyList<Grant> grants, DateTimeOffset? expiresAt, string createdBy, CancellationToken cancellationToken) =>
        CreateAsync(kind, name, grants, [], expiresAt, createdBy, cancellationToken);

    /// <summary>Stores the new token of a wall screen.</summary>
    /// <returns>The stored part, and the token itself, which is not stored.</returns>
    public Task<(ServiceToken Stored, string Token)> CreateAsync(DisplayRequest display, string createdBy, CancellationToken cancellationToken) =>
        CreateAsync(TokenKind.Display, display.Name!, display.Grants(), display.Dashboards ?? [], display.ExpiresAt, createdBy, cancellationToken);

    private async Task<(ServiceToken Stored, string Token)> CreateAsync(
        TokenKind kind, string name, IReadOnlyList<Grant> grants, IReadOnlyList<DisplayDashboard> dashboards, DateTimeOffset? expiresAt, string createdBy, CancellationToken cancellationToken)
    {
        var token = TokenText.Create();
        var stored = new ServiceToken
        {
            Id = RandomNumberGenerator.GetHexString(16, lowercase: true),
            Kind = kind,
            Name = name,
            Hash = TokenText.HashOf(token),
            Grants = grants,
            Dashboards = dashboards,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = createdBy,
            ExpiresAt = expiresAt,
        };
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        context.Tokens.Add(stored);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return (stored, token);
    }

    /// <summary>All tokens, the newest first.</summary>
    public async Task<IReadOnlyList<ServiceToken>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Tokens.AsNoTracking().OrderByDescending(token => token.CreatedAt).ThenBy(token => token.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is stored of the token with this hash; <c>null</c> if it does not exist. It may have expired.</summary>
    public async Task<ServiceToken?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Tokens.AsNoTracking().SingleOrDefaultAsync(stored => stored.Hash == hash, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A token by its id; <c>null</c> if it does not exist.</summary>
    public async Task<ServiceToken?> FindByIdAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Tokens.AsNoTracking().SingleOrDefaultAsync(stored => stored.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Revokes a token: it opens nothing any more, and its connections close.</summary>
    /// <returns>Whether it existed.</returns>
    public async Task<bool> RevokeAsync(string id)
    {
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        var existed = await context.Tokens.Where(token => token.Id == id).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false) > 0;
        if (existed)
        {
            changes.Announce(new Caller(CallerKind.Token, id));
        }

        return existed;
    }
}
