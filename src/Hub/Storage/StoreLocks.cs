using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>The locks of the SQLite files and of the data folder that this process uses. It holds them as long as it runs.</summary>
internal sealed class StoreLocks(DataDirectory data) : IDisposable
{
    private const string FolderLock = "folder";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoreLock> _held = [];

    /// <summary>Takes the lock of a database, unless this process holds it, and that of the data folder with it. A database that several processes may use has none.</summary>
    /// <exception cref="OptionsValidationException">Another process uses the file or the folder.</exception>
    /// <exception cref="StartException">The file of the lock cannot be opened.</exception>
    public void Take(StoreDatabase database)
    {
        if (database.File is not { } file)
        {
            return;
        }

        lock (_lock)
        {
            Take(file, holder => database.Unusable(
                $"{holder} uses '{file}', and a SQLite database serves one process. Stop that one, give this one a DataDirectory of its own, or use PostgreSQL"));

            // The folder holds more than the database, such as the keys of cookies and tokens.
            Take(Path.Combine(data.Path, FolderLock), holder => new OptionsValidationException(
                DataFolder.Key, typeof(DataDirectory), [$"{DataFolder.Key} is '{data.Path}', but {holder} uses it. Stop that one, or give this one a folder of its own"]));
        }
    }

    public void Dispose()
    {
        foreach (var held in _held.Values)
        {
            held.Dispose();
        }
    }

    private void Take(string file, Func<string, OptionsValidationException> inUse)
    {
        var path = Path.GetFullPath(file);
        if (!_held.ContainsKey(path))
        {
            _held.Add(path, StoreLock.TryTake(path) ?? throw inUse(StoreLock.HolderOf(path)));
        }
    }
}
