using FlextMonitor.Hub.Access.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Factors;

/// <summary>Takes factors of people away, as a part of a transaction. It cannot be cancelled: a factor that was lost must end even if the caller hangs up.</summary>
internal static class FactorWrites
{
    /// <summary>Removes the authenticator app of a person, and the recovery codes.</summary>
    public static async Task RemoveSecondFactorAsync(this AccessDbContext store, string personId)
    {
        var stamp = PasswordWrites.NewStamp();
        await store.Users.Where(person => person.Id == personId)
            .ExecuteUpdateAsync(person => person.SetProperty(entity => entity.TwoFactorEnabled, false).SetProperty(entity => entity.ConcurrencyStamp, stamp)).ConfigureAwait(false);
        await store.Apps.Where(app => app.UserId == personId).ExecuteDeleteAsync().ConfigureAwait(false);
        await store.RecoveryCodes.Where(code => code.UserId == personId).ExecuteDeleteAsync().ConfigureAwait(false);
    }

    /// <summary>Removes the passkeys of a person.</summary>
    public static Task RemovePasskeysAsync(this AccessDbContext store, string personId) =>
        store.Set<IdentityUserPasskey<string>>().Where(passkey => passkey.UserId == personId).ExecuteDeleteAsync();

    /// <summary>Removes one passkey of a person. Identity would write the whole person, and leave the passkey if the person changed meanwhile.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemovePasskeyAsync(this AccessDbContext store, string personId, byte[] credentialId) =>
        await store.Set<IdentityUserPasskey<string>>().Where(passkey => passkey.UserId == personId && passkey.CredentialId == credentialId).ExecuteDeleteAsync().ConfigureAwait(false) > 0;
}
