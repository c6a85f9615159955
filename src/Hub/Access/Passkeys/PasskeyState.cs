using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary>
/// Keeps what Identity remembers between the two requests of a passkey. The browser carries it, encrypted, so that requests of strangers store nothing. Each is
/// good once and for a short time.
/// </summary>
internal sealed class PasskeyState(IDbContextFactory<AccessDbContext> store, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = protection.CreateProtector("FlextMonitor.PasskeyState");

    /// <summary>Encrypts a state.</summary>
    /// <param name="state">What Identity remembers.</param>
    /// <param name="personId">The person who is signed in; <c>null</c> if nobody is.</param>
    public string Protect(string? state, string? personId) => _protector.Protect(JsonSerializer.Serialize(new Content(state, personId, time.GetUtcNow() + Lifetime)));

    /// <summary>Uses a state up.</summary>
    /// <returns>What Identity remembered; <c>null</c> if it is not valid, belongs to somebody else, has expired or was used.</returns>
    public async Task<string?> UseAsync(string text, string? personId)
    {
        if (Read(text) is not { } content || content.PersonId != personId || content.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        return await TryUseAsync(text, content.ExpiresAt).ConfigureAwait(false) ? content.State : null;
    }

    private Content? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            // It comes from anyone.
            return null;
        }
    }

    private async Task<bool> TryUseAsync(string text, DateTimeOffset expiresAt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
        await context.UsedStates.Where(used => used.ExpiresAt < now).ExecuteDeleteAsync(CancellationToken.None).ConfigureAwait(false);
        if (await context.UsedStates.AnyAsync(used => used.Hash == hash, CancellationToken.None).ConfigureAwait(false))
        {
            return false;
        }

        context.UsedStates.Add(new UsedState { Hash = hash, ExpiresAt = expiresAt });
        try
        {
            await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is System.Data.Common.DbException { IsTransient: false })
        {
            // Two requests with the same state: the other one has stored it.
            return false;
        }
    }

    private sealed record Content(string? State, string? PersonId, DateTimeOffset ExpiresAt);
}
