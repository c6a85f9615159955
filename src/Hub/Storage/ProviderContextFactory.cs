using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Storage;

/// <summary>Gives a room its context as the type that the room knows; the provider's own type carries the migrations.</summary>
internal sealed class ProviderContextFactory<TContext, TProvider>(IDbContextFactory<TProvider> contexts) : IDbContextFactory<TContext>
    where TContext : DbContext
    where TProvider : TContext
{
    public TContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<TContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
}
