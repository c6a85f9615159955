using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Changes passwords: by whoever knows the current one, or has a one-time link. Other sessions of the person end.</summary>
internal sealed class PasswordChanges(UserManager<Person> users, AccessDbContext store, RightsChanges changes, TimeProvider time)
{
    /// <summary>Sets a new password in place of the current one. The session that asks goes on.</summary>
    /// <returns>If it failed, what is wrong with one of the passwords; <c>PasswordMismatch</c> if it is the current one.</returns>
    public async Task<IdentityResult> ChangeAsync(string personId, string? sessionId, string current, string next)
    {
        // One transaction: the session must not count as ended in between.
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        if (await users.FindByIdAsync(personId).ConfigureAwait(false) is not { } person)
        {
            return IdentityResult.Failed(users.ErrorDescriber.PasswordMismatch());
        }

        var result = await users.ChangePasswordAsync(person, current, next).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return result;
        }

        await store.Sessions.Where(session => session.Id == sessionId)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.SecurityStamp, person.SecurityStamp)).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        changes.Announce();
        return result;
    }

    /// <summary>Sets the password of the person for whom a link was made. The link is used up if that succeeds.</summary>
    /// <returns>If it failed, what is wrong with the password; <c>null</c> if the link is not valid.</returns>
    public async Task<IdentityResult?> RedeemAsync(LinkPurpose purpose, string secret, string password)
    {
        var hash = OneTimeLinks.HashOf(secret);
        var now = time.GetUtcNow();
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        var personId = await store.Links.Where(link => link.Hash == hash && link.Purpose == purpose && link.ExpiresAt > now)
            .Select(link => link.UserId).SingleOrDefaultAsync().ConfigureAwait(false);

        // Of two requests at the same time one deletes the link.
        if (personId is null
            || await store.Links.Where(link => link.Hash == hash).ExecuteDeleteAsync().ConfigureAwait(false) == 0
            || await users.FindByIdAsync(personId).ConfigureAwait(false) is not { DisabledAt: null } person)
        {
            return null;
        }

        person.EmailConfirmed = true;
        person.PasswordHash = null;
        var result = await users.AddPasswordAsync(person, password).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await transaction.CommitAsync().ConfigureAwait(false);
            changes.Announce();
        }

        return result;
    }
}
