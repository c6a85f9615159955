using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hub.Storage;

/// <summary>Finds the database of each store by the settings, and closes what is open of them at the end.</summary>
internal sealed class StoreDatabases(IConfiguration configuration, DataDirectory data) : IDisposable
{
    private readonly ConcurrentDictionary<StoreName, StoreDatabase> _databases = new();

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The connection string is invalid.</exception>
    public StoreDatabase Of(StoreName store) => _databases.GetOrAdd(store, Find);

    public void Dispose()
    {
        foreach (var database in _databases.Values.Distinct())
        {
            database.CloseIdleConnections();
        }
    }

    private StoreDatabase Find(StoreName store)
    {
        if (configuration.GetConnectionString(store.Name) is { Length: > 0 } configured)
        {
            return StoreConnectionString.Parse(store, configured);
        }

        return store != StoreName.Monitor && Of(StoreName.Monitor) is PostgresDatabase shared
            ? shared
            : SqliteDatabase.InDataDirectory(store, data);
    }
}
