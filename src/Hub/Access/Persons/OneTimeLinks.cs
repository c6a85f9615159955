using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Makes the one-time links with which people set their passwords.</summary>
internal sealed class OneTimeLinks(IDbContextFactory<AccessDbContext> store, TimeProvider time)
{
    private static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResetLifetime = TimeSpan.FromDays(1);

    /// <summary>Makes a link for a person. Earlier ones of that person become invalid.</summary>
    public async Task<NewLink> CreateAsync(string personId, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var expiresAt = time.GetUtcNow() + (purpose == LinkPurpose.Invitation ? InvitationLifetime : ResetLifetime);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Links.Where(link => link.UserId == personId).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Links.Add(new OneTimeLink { Hash = HashOf(secret), UserId = personId, Purpose = purpose, ExpiresAt = expiresAt });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new NewLink(purpose, secret, expiresAt);
    }

    /// <summary>What is stored of a secret. Its 256 random bits cannot be guessed, so a fast hash protects them.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
