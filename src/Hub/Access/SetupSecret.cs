using System.Security.Cryptography;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Access.Persons;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Access;

/// <summary>The secret of the one-time link that sets up the first administrator. The store holds its hash, so that each process takes the links of all.</summary>
internal sealed class SetupSecret(IDbContextFactory<AccessDbContext> store, TimeProvider time, NodeIdentity? node = null)
{
    private string Node => node?.Node ?? "";

    /// <summary>Creates a new secret of 256 random bits. The previous one of this process becomes invalid.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var own = Node;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.SetupLinks.Where(link => link.Node == own).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.SetupLinks.Add(new SetupLink { Hash = OneTimeLinks.HashOf(secret), Node = own });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return secret;
    }

    /// <summary>Runs an action if the secret is right. If the action succeeds, all secrets become invalid.</summary>
    /// <returns>The result of the action; <c>null</c> if the secret is wrong or was used, or another is being used now.</returns>
    public async Task<T?> UseAsync<T>(string secret, Func<Task<(bool Done, T Result)>> use, CancellationToken cancellationToken)
        where T : class
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var hash = OneTimeLinks.HashOf(secret);
        var now = time.GetUtcNow();

        // All links, so that of several that are used at once one makes an administrator.
        var claimed = await context.SetupLinks.Where(link => link.UsedAt == null && context.SetupLinks.Any(own => own.Hash == hash && own.UsedAt == null))
            .ExecuteUpdateAsync(link => link.SetProperty(entity => entity.UsedAt, now), cancellationToken).ConfigureAwait(false);
        if (claimed == 0)
        {
            return null;
        }

        var isDone = false;
        try
        {
            (isDone, var result) = await use().ConfigureAwait(false);
            return result;
        }
        finally
        {
            await (isDone
                ? context.SetupLinks.ExecuteDeleteAsync(CancellationToken.None)
                : context.SetupLinks.ExecuteUpdateAsync(link => link.SetProperty(entity => entity.UsedAt, (DateTimeOffset?)null), CancellationToken.None)).ConfigureAwait(false);
        }
    }
}
