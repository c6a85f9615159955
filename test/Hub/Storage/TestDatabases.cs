using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Storage;

/// <summary>Where a specification of stores gets its databases: one subclass for each provider.</summary>
public abstract class TestDatabases : IDisposable
{
    /// <summary>The connection string of a new database without tables.</summary>
    public abstract Task<string> CreateAsync();

    /// <summary>The connection string of a new database that was prepared once under that name, and is a copy of that.</summary>
    public abstract Task<string> CreateAsync(string name, Func<string, Task> prepare);

    public abstract void Dispose();
}

public sealed class SqliteDatabases : TestDatabases
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-test-");
    private int _files;

    // Without a pool, whose connections would outlive the file.
    public override Task<string> CreateAsync() => Task.FromResult($"Data Source={Path.Combine(_folder.FullName, $"test{++_files}.db")};Pooling=False");

    public override async Task<string> CreateAsync(string name, Func<string, Task> prepare)
    {
        var connectionString = await CreateAsync();
        await prepare(connectionString);
        return connectionString;
    }

    public override void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresDatabases(PostgresServer server) : TestDatabases
{
    public override Task<string> CreateAsync() => server.CreateDatabaseAsync();

    public override Task<string> CreateAsync(string name, Func<string, Task> prepare) => server.CreateDatabaseAsync(name, prepare);

    public override void Dispose()
    {
        // The databases end with the server.
    }
}
