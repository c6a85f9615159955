using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Makes the one-time links with which people set their passwords. A person has one at most.</summary>
internal sealed class OneTimeLinks(IDbContextFactory<AccessDbContext> store, TimeProvider time)
{
    private static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResetLifetime = TimeSpan.FromDays(1);

    /// <summary>Makes a link for a person. Earlier ones of that person become invalid.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="cancellationToken">Cancels it before the link is stored.</param>
    /// <param name="restoresAdministrator">Whether using it also makes the person an administrator who may sign in.</param>
    /// <returns>The link; <c>null</c> if there is no such person (any more).</returns>
    public async Task<NewLink?> CreateAsync(string personId, LinkPurpose purpose, CancellationToken cancellationToken, bool restoresAdministrator = false)
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var expiresAt = time.GetUtcNow() + (purpose == LinkPurpose.Invitation ? InvitationLifetime : ResetLifetime);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

        // Locks the person, so that of two links made at once the second one sees the first.
        var person = context.Users.Where(person => person.Id == personId);
        if (await person.ExecuteUpdateAsync(person => person.SetProperty(entity => entity.DisabledAt, entity => entity.DisabledAt), cancellationToken).ConfigureAwait(false) == 0)
        {
            return null;
        }

        await context.Links.Where(link => link.UserId == personId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Links.Add(new OneTimeLink { Hash = HashOf(secret), UserId = personId, Purpose = purpose, ExpiresAt = expiresAt, RestoresAdministrator = restoresAdministrator });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new NewLink(purpose, secret, expiresAt);
    }

    /// <summary>Makes the link of a person invalid, if there is one.</summary>
    public async Task RemoveAsync(string personId, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Links.Where(link => link.UserId == personId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whose password a link sets. The link can still be used.</summary>
    /// <param name="purpose">What the link must be for.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="mustRestore">Whether only a link of <c>reset-admin</c> is valid.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns><c>null</c> if there is no such link, or if the person is disabled and the link is not one of <c>reset-admin</c>.</returns>
    public async Task<LinkHolder?> FindAsync(LinkPurpose purpose, string secret, bool mustRestore, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var now = time.GetUtcNow();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Links.Where(link => link.Hash == hash && link.Purpose == purpose)
            .Join(context.Users, link => link.UserId, person => person.Id, (link, person) => new { link, person })
            .Where(found => found.link.RestoresAdministrator || (!mustRestore && found.person.DisabledAt == null))
            .Select(found => new LinkHolder(found.person.Email!, found.link.ExpiresAt, found.link.ExpiresAt <= now))
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is stored of a secret. Its 256 random bits cannot be guessed, so a fast hash protects them.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
