using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Tokens;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary>The codes that wall screens show. Reading one is of no use: only an administrator confirms it, and only the screen knows the secret.</summary>
internal sealed class DisplayCodes(IDbContextFactory<AccessDbContext> store, TokenStore tokens, TimeProvider time)
{
    /// <summary>The most codes that wait at one time, so that strangers cannot fill the store.</summary>
    public const int MostWaiting = 1000;

    /// <summary>The most codes of one network that wait at one time, so that a stranger cannot use up all of them.</summary>
    public const int MostWaitingOfNetwork = 10;

    /// <summary>How long a code waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int CodeLimit = 1_000_000;

    /// <summary>Makes a code for a screen.</summary>
    /// <returns>The code and the secret; <c>null</c> if too many codes wait, in all or of this network.</returns>
    public async Task<(DisplayCode Code, string Secret)?> CreateAsync(IPAddress? address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.DisplayCodes.Where(code => code.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        var waiting = await context.DisplayCodes.Select(code => new { code.Code, code.Address }).ToListAsync(cancellationToken).ConfigureAwait(false);
        var network = CallerNetwork.Of(address);
        if (waiting.Count >= MostWaiting || waiting.Count(code => CallerNetwork.OfText(code.Address) == network) >= MostWaitingOfNetwork)
        {
            return null;
        }

        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var code = new DisplayCode { Code = NewCode([.. waiting.Select(other => other.Code)]), SecretHash = OneTimeLinks.HashOf(secret), ExpiresAt = now + Lifetime, Address = address?.ToString() };
        context.DisplayCodes.Add(code);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return (code, secret);
    }

    /// <summary>Makes a display token for the screen that shows a code.</summary>
    /// <returns>The token's id; <c>null</c> if no screen shows this code (any more).</returns>
    public async Task<string?> ConfirmAsync(string code, DisplayRequest request, string createdBy)
    {
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        if (!await context.DisplayCodes.AnyAsync(waiting => waiting.Code == code && waiting.TokenId == null && waiting.ExpiresAt > now, CancellationToken.None).ConfigureAwait(false))
        {
            return null;
        }

        var (token, _) = await tokens.CreateAsync(request, createdBy, CancellationToken.None).ConfigureAwait(false);
        var confirmed = await context.DisplayCodes.Where(waiting => waiting.Code == code && waiting.TokenId == null && waiting.ExpiresAt > now)
            .ExecuteUpdateAsync(waiting => waiting.SetProperty(entity => entity.TokenId, token.Id), CancellationToken.None).ConfigureAwait(false);
        if (confirmed > 0)
        {
            return token.Id;
        }

        // Somebody else confirmed it meanwhile.
        await tokens.RevokeAsync(token.Id).ConfigureAwait(false);
        return null;
    }

    /// <summary>What became of the code of a screen. A confirmed one is used up.</summary>
    /// <returns>Whether the secret is valid, and the token's id once the code is confirmed.</returns>
    public async Task<(bool IsValid, string? TokenId)> RedeemAsync(string secret)
    {
        var hash = OneTimeLinks.HashOf(secret);
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        var code = await context.DisplayCodes.AsNoTracking().SingleOrDefaultAsync(waiting => waiting.SecretHash == hash && waiting.ExpiresAt > now, CancellationToken.None).ConfigureAwait(false);
        if (code?.TokenId is null)
        {
            return (code is not null, null);
        }

        return await context.DisplayCodes.Where(waiting => waiting.SecretHash == hash).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false) > 0
            ? (true, code.TokenId)
            : (false, null);
    }

    private static string NewCode(HashSet<string> taken)
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetInt32(CodeLimit).ToString("D6", CultureInfo.InvariantCulture);
            if (!taken.Contains(code))
            {
                return code;
            }
        }
    }
}
