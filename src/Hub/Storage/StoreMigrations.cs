using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Storage;

/// <summary>Takes the locks of all essential stores, and brings them up to date before anything listens, in the order in which they were added.</summary>
internal sealed class StoreMigrations(IEnumerable<IStore> stores, StoreLocks locks) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var essential = stores.Where(store => store.Name.IsEssential).ToList();
        essential.ForEach(store => locks.Take(store.Database));
        foreach (var store in essential)
        {
            await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
