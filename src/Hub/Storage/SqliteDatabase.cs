using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlextMonitor.Hub.Storage;

/// <summary>A SQLite file: in the data directory, or the one that the settings name.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private readonly SqlitePragmas _pragmas;
    private readonly string? _ownFile;
    private readonly bool _givesSpaceBack;

    private SqliteDatabase(string connectionString, string origin, string? ownFile, StoreName store)
        : base(store, connectionString, origin)
    {
        _ownFile = ownFile;
        _givesSpaceBack = store.GivesSpaceBack;
        _pragmas = SqlitePragmas.Of(store);
    }

    // Where the folder is missing, SQLite says that itself.
    public override string? File => new SqliteConnectionStringBuilder(ConnectionString) is { Mode: not SqliteOpenMode.ReadOnly } parts
        && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(parts.DataSource)))
            ? parts.DataSource
            : null;

    public override string Requirement => "a SQLite database that can be written";

    /// <summary>The store's own file in the data directory.</summary>
    public static SqliteDatabase InDataDirectory(StoreName store, DataDirectory data)
    {
        var file = Path.Combine(data.Path, store.FileName);
        return new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString, $"'{file}'", file, store);
    }

    /// <summary>The file that a setting names.</summary>
    /// <exception cref="ArgumentException">The connection string is invalid.</exception>
    public static SqliteDatabase Configured(StoreName store, string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        if (IsInMemory(parts))
        {
            throw StoreConnectionString.Refusal(store, $"name a file in Data Source, such as {store.FileName}: a database in memory ends with its connection");
        }

        return parts is { DataSource.Length: > 0, Password: "" }
            ? new SqliteDatabase(connectionString, store.Key, ownFile: null, store)
            : throw StoreConnectionString.Refusal(store, "name a file in Data Source and no Password: the SQLite here does not encrypt");
    }

    public override void Configure(DbContextOptionsBuilder options, string migrationsTable) => options
        .UseSqlite(ConnectionString, sqlite => sqlite.MigrationsHistoryTable(migrationsTable))
        .AddInterceptors(_pragmas);

    public override void CloseIdleConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override async Task BeforeMigrationAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken)
    {
        if (!_givesSpaceBack)
        {
            return;
        }

        // It has no effect once the file has a page, and VACUUM writes the first one. EF would write it otherwise.
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync(cancellationToken).ConfigureAwait(false) == 0)
        {
            await database.ExecuteSqlRawAsync("PRAGMA auto_vacuum = INCREMENTAL", cancellationToken).ConfigureAwait(false);
            await database.ExecuteSqlRawAsync("VACUUM", cancellationToken).ConfigureAwait(false);
        }

        await database.CloseConnectionAsync().ConfigureAwait(false);
    }

    public override async Task<bool> RemoveStaleLockAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (!await database.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var exists = database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'");
        return await exists.SingleAsync(cancellationToken).ConfigureAwait(false) > 0
            && await database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken).ConfigureAwait(false) > 0;
    }

    public override async Task AfterMigrationAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        // EF sets it for files that it creates; a file that existed before may lack it. It stays in the file.
        await database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        CloseToOthers();
    }

    // The folder of its own file is watched anyway.
    public override Task<bool> IsWritableAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        Task.FromResult(_ownFile is not null || File is not { } file || CanWriteBeside(file));

    private static bool CanWriteBeside(string file)
    {
        try
        {
            FolderProbe.Write(Path.GetDirectoryName(Path.GetFullPath(file))!);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override string? CauseOf(Exception exception) =>
        exception is SqliteException or ArgumentException or IOException ? exception.Message.ReplaceLineEndings(" ") : null;

    public override string LockAdvice(string migrationsTable) => "if no other process is doing that now, delete the row of __EFMigrationsLock";

    private static bool IsInMemory(SqliteConnectionStringBuilder parts) =>
        parts.Mode == SqliteOpenMode.Memory
        || parts.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || (parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && parts.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase));

    // The file holds password hashes, and the directory may have existed before, open to others.
    // A file that the settings name keeps the mode that somebody gave it.
    private void CloseToOthers()
    {
        if (_ownFile is null || OperatingSystem.IsWindows())
        {
            return;
        }

        // Files that SQLite creates later get the mode of the first.
        foreach (var file in new[] { _ownFile, $"{_ownFile}-wal", $"{_ownFile}-shm" }.Where(System.IO.File.Exists))
        {
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
