using System.Security.Cryptography;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Access.Persons;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Passwords;

/// <summary>
/// Writes password hashes, and nothing else of a person. Hashing takes long, and Identity writes all columns as it read them before: that would undo what an
/// administrator changed meanwhile.
/// </summary>
internal static class PasswordWrites
{
    /// <summary>Stores another hash of the same password. Sessions go on. Does nothing if the password changed meanwhile.</summary>
    public static Task RehashAsync(this AccessDbContext store, Person person, string hash) => store.Users
        .Where(current => current.Id == person.Id && current.PasswordHash == person.PasswordHash)
        .ExecuteUpdateAsync(current => current.SetProperty(entity => entity.PasswordHash, hash).SetProperty(entity => entity.ConcurrencyStamp, NewStamp()));

    /// <summary>Stores a new password in place of the one that was checked.</summary>
    /// <param name="store">The store, in a transaction.</param>
    /// <param name="person">The person, as it was read before.</param>
    /// <param name="hash">The hash of the new password.</param>
    /// <returns>The new security stamp; <c>null</c> if the password changed meanwhile, or the person was disabled or removed.</returns>
    public static async Task<string?> ReplacePasswordAsync(this AccessDbContext store, Person person, string hash)
    {
        var securityStamp = NewSecurityStamp();
        var changed = await store.Users
            .Where(current => current.Id == person.Id && current.PasswordHash == person.PasswordHash && current.SecurityStamp == person.SecurityStamp && current.DisabledAt == null)
            .ExecuteUpdateAsync(current => current
                .SetProperty(entity => entity.PasswordHash, hash)
                .SetProperty(entity => entity.SecurityStamp, securityStamp)
                .SetProperty(entity => entity.ConcurrencyStamp, NewStamp())).ConfigureAwait(false);
        return changed == 0 ? null : securityStamp;
    }

    /// <summary>Stores the password that was set with a link.</summary>
    /// <param name="store">The store, in a transaction.</param>
    /// <param name="link">The link. One that restores also lets its person sign in again, as an administrator, without second factor and passkeys.</param>
    /// <param name="hash">The hash of the password.</param>
    /// <returns>Whether the person exists, and may use the link.</returns>
    public static async Task<bool> SetPasswordAsync(this AccessDbContext store, OneTimeLink link, string hash)
    {
        var person = store.Users.Where(current => current.Id == link.UserId && (link.RestoresAdministrator || current.DisabledAt == null));
        if (link.RestoresAdministrator)
        {
            IReadOnlyList<Grant> grants = [new Grant(Roles.Admin, [])];
            await person.ExecuteUpdateAsync(current => current
                .SetProperty(entity => entity.Grants, grants)
                .SetProperty(entity => entity.DisabledAt, (DateTimeOffset?)null)).ConfigureAwait(false);
            await store.RemoveSecondFactorAsync(link.UserId).ConfigureAwait(false);
            await store.RemovePasskeysAsync(link.UserId).ConfigureAwait(false);
        }

        return await person.ExecuteUpdateAsync(current => current
            .SetProperty(entity => entity.PasswordHash, hash)
            .SetProperty(entity => entity.EmailConfirmed, true)
            .SetProperty(entity => entity.SecurityStamp, NewSecurityStamp())
            .SetProperty(entity => entity.ConcurrencyStamp, NewStamp())).ConfigureAwait(false) > 0;
    }

    /// <summary>A security stamp that no session has: with it, all sessions of the person end.</summary>
    public static string NewSecurityStamp() => RandomNumberGenerator.GetHexString(32);

    /// <summary>A concurrency stamp that nobody has read: what was read of the person before cannot be written back.</summary>
    public static string NewStamp() => Guid.NewGuid().ToString();
}
