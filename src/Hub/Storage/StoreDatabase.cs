using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Storage;

/// <summary>The database that a store is in, and everything that depends on its provider.</summary>
/// <param name="name">The name of the store.</param>
/// <param name="connectionString">How to connect. May hold a password.</param>
/// <param name="origin">What an error names: the setting, or the file if the setting is missing. May be shown.</param>
internal abstract class StoreDatabase(StoreName name, string connectionString, string origin)
{
    public string ConnectionString { get; } = connectionString;

    public string Origin { get; } = origin;

    /// <summary>The file that one process at a time may use; <c>null</c> if several may use the database.</summary>
    public virtual string? File => null;

    /// <summary>Whether what it sends and gets may cross a network unencrypted, or to a server that nobody has checked.</summary>
    public virtual bool MayBeOverheard => false;

    /// <summary>What the database must be, to complete "… must be".</summary>
    public abstract string Requirement { get; }

    public abstract void Configure(DbContextOptionsBuilder options, string migrationsTable);

    /// <summary>Removes EF's lock, if a killed process left it in the database. Only the process that holds <see cref="File"/> calls it.</summary>
    /// <returns>Whether there was one.</returns>
    public virtual Task<bool> RemoveStaleLockAsync(DatabaseFacade database, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Called at each start, before anyone asks which migrations are pending.</summary>
    public virtual Task BeforeMigrationAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies the migrations that are pending. Several processes may call it at once.</summary>
    public virtual Task MigrateAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    /// <summary>Called at each start, after all migrations have been applied.</summary>
    public virtual Task AfterMigrationAsync(DatabaseFacade database, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether the database can be written. It is read all the same where it cannot, so that nothing else would tell.</summary>
    public abstract Task<bool> IsWritableAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>Closes connections that are kept open for the next use.</summary>
    /// <remarks>The pools are the process's: they would hold the files, and whatever called them first, long after a host in this process has ended.</remarks>
    public abstract void CloseIdleConnections();

    /// <summary>Why the database cannot be used, in one line that shows no password; <c>null</c> if the exception has another cause.</summary>
    public abstract string? CauseOf(Exception exception);

    /// <summary>The failure of a start that cannot use the database.</summary>
    public OptionsValidationException Unusable(string cause) => new(name.Key, typeof(StoreDatabase), [$"{Origin} must be {Requirement}, but {cause}"]);

    /// <summary>What to do if another process seems to hold the migration lock.</summary>
    public abstract string LockAdvice(string migrationsTable);
}
