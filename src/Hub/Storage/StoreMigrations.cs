using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>Takes the locks of all databases, and brings all stores up to date before anything listens, in the order in which they were added.</summary>
internal sealed class StoreMigrations(IEnumerable<IStore> stores, DataDirectory data) : IHostedLifecycleService, IDisposable
{
    private const string FolderLock = "folder";

    private readonly List<StoreLock> _locks = [];
    private StoreLock? _folder;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Several stores may be in one file.
        foreach (var database in stores.Select(store => store.Database).DistinctBy(database => database.File is { } file ? Path.GetFullPath(file) : database.ConnectionString))
        {
            Lock(database);
        }

        foreach (var store in stores)
        {
            await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _locks.ForEach(held => held.Dispose());

    private void Lock(StoreDatabase database)
    {
        if (database.File is not { } file)
        {
            return;
        }

        _locks.Add(StoreLock.TryTake(file) ?? throw database.Unusable(
            $"{StoreLock.HolderOf(file)} uses '{file}', and a SQLite database serves one process. Stop that one, give this one a DataDirectory of its own, or use PostgreSQL"));
        LockFolder();
    }

    // The folder holds more than the database, such as the keys of cookies and tokens.
    private void LockFolder()
    {
        if (_folder is null)
        {
            _folder = StoreLock.TryTake(Path.Combine(data.Path, FolderLock)) ?? throw new OptionsValidationException(
                DataFolder.Key,
                typeof(DataDirectory),
                [$"{DataFolder.Key} is '{data.Path}', but {StoreLock.HolderOf(Path.Combine(data.Path, FolderLock))} uses it. Stop that one, or give this one a folder of its own"]);
            _locks.Add(_folder);
        }
    }
}
