using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Storage;

/// <summary>Brings all essential stores up to date before anything listens, in the order in which they were added.</summary>
internal sealed class StoreMigrations(IEnumerable<IStore> stores) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores.Where(store => store.Name.IsEssential))
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
