using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FlextMonitor.Hub.Storage;

/// <summary>The database that a store is in, and everything that depends on its provider.</summary>
/// <param name="connectionString">How to connect. May hold a password.</param>
/// <param name="origin">What an error names: the setting, or the file if the setting is missing. May be shown.</param>
internal abstract class StoreDatabase(string connectionString, string origin)
{
    public string ConnectionString { get; } = connectionString;

    public string Origin { get; } = origin;

    /// <summary>What the database must be, to complete "… must be".</summary>
    public abstract string Requirement { get; }

    public abstract void Configure(DbContextOptionsBuilder options, string migrationsTable);

    /// <summary>Called at each start, before anyone asks which migrations are pending.</summary>
    public virtual Task BeforeMigrationAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies the migrations that are pending. Several processes may call it at once.</summary>
    public virtual Task MigrateAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    /// <summary>Called at each start, after all migrations have been applied.</summary>
    public virtual Task AfterMigrationAsync(DatabaseFacade database, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Why the database cannot be used, in one line that shows no password; <c>null</c> if the exception has another cause.</summary>
    public abstract string? CauseOf(Exception exception);

    /// <summary>What to do if another process seems to hold the migration lock.</summary>
    public abstract string LockAdvice(string migrationsTable);
}
