using FlextMonitor.Hub.Access.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>
/// Changes passwords: by somebody who knows the current one, or has a one-time link. Other sessions of the person end, and other links. Passwords are hashed before the
/// transaction begins, because a transaction of SQLite keeps everybody else from writing.
/// </summary>
internal sealed class PasswordChanges(
    UserManager<Person> users, IPasswordHasher<Person> hasher, PasswordThreads threads, AccessDbContext store, RightsChanges changes, TimeProvider time)
{
    /// <summary>How often a change is tried, if something else changes the password at the same time.</summary>
    private const int MostTries = 3;

    /// <summary>Sets a new password in place of the current one. The session that asks goes on.</summary>
    /// <returns>If it failed, what is wrong with one of the passwords; <c>PasswordMismatch</c> if it is the current one.</returns>
    public async Task<IdentityResult> ChangeAsync(string personId, string? sessionId, string current, string next)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var person = await store.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == personId).ConfigureAwait(false);
            if (person is not { PasswordHash: { } hash, DisabledAt: null } || !await IsRightAsync(person, hash, current).ConfigureAwait(false))
            {
                break;
            }

            var valid = await users.ValidatePasswordAsync(person, next).ConfigureAwait(false);
            if (!valid.Succeeded || await TryReplaceAsync(person, sessionId, await HashAsync(person, next).ConfigureAwait(false)).ConfigureAwait(false))
            {
                return valid;
            }
        }

        return IdentityResult.Failed(users.ErrorDescriber.PasswordMismatch());
    }

    /// <summary>Sets the password of the person for whom a link was made. The link is used up if that succeeds.</summary>
    /// <param name="purpose">What the link must be for.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="password">The new password.</param>
    /// <param name="mustRestore">Whether only a link of <c>reset-admin</c> is valid.</param>
    /// <returns>If it failed, what is wrong with the password; <c>null</c> if the link is not valid.</returns>
    public async Task<LinkRedemption?> RedeemAsync(LinkPurpose purpose, string secret, string password, bool mustRestore = false)
    {
        var hash = OneTimeLinks.HashOf(secret);
        var now = time.GetUtcNow();
        var link = await store.Links.AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash && link.Purpose == purpose && link.ExpiresAt > now).ConfigureAwait(false);
        if (link is null
            || (mustRestore && !link.RestoresAdministrator)
            || await store.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == link.UserId).ConfigureAwait(false) is not { } person
            || (person.DisabledAt is not null && !link.RestoresAdministrator))
        {
            return null;
        }

        var valid = await users.ValidatePasswordAsync(person, password).ConfigureAwait(false);
        return !valid.Succeeded || await TryRedeemAsync(link, await HashAsync(person, password).ConfigureAwait(false)).ConfigureAwait(false)
            ? new LinkRedemption(valid, person.Id, person.Email!)
            : null;
    }

    // Whoever comes this far is signed in or has a link, so the caller is known.
    private Task<bool> IsRightAsync(Person person, string hash, string password) =>
        threads.RunAsync(() => hasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed, isKnown: true);

    private Task<string> HashAsync(Person person, string password) => threads.RunAsync(() => hasher.HashPassword(person, password), isKnown: true);

    private async Task<bool> TryReplaceAsync(Person person, string? sessionId, string hash)
    {
        // One transaction: the session must not count as ended in between.
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        if (await store.ReplacePasswordAsync(person, hash).ConfigureAwait(false) is not { } stamp)
        {
            return false;
        }

        await store.Sessions.Where(session => session.Id == sessionId && session.UserId == person.Id)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.SecurityStamp, stamp)).ConfigureAwait(false);
        await store.Links.Where(link => link.UserId == person.Id).ExecuteDeleteAsync().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        changes.Announce();
        return true;
    }

    private async Task<bool> TryRedeemAsync(OneTimeLink link, string hash)
    {
        // The person first and then the link, as everywhere: two transactions must not wait for each other. Of two requests at the same time one deletes the link.
        await using var transaction = await store.Database.BeginTransactionAsync().ConfigureAwait(false);
        if (!await store.SetPasswordAsync(link, hash).ConfigureAwait(false)
            || await store.Links.Where(stored => stored.Hash == link.Hash).ExecuteDeleteAsync().ConfigureAwait(false) == 0)
        {
            return false;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        changes.Announce();
        return true;
    }
}

/// <summary>The use of a one-time link that is valid.</summary>
/// <param name="Result">If it failed, what is wrong with the password.</param>
/// <param name="PersonId">The link's person.</param>
/// <param name="Email">The person's e-mail address.</param>
internal sealed record LinkRedemption(IdentityResult Result, string PersonId, string Email);
