namespace FlextMonitor.Hub.Storage;

/// <summary>The tables of one room.</summary>
internal interface IStore
{
    /// <summary>The name of the database that they are in.</summary>
    StoreName Name { get; }

    /// <summary>The database that they are in.</summary>
    StoreDatabase Database { get; }

    /// <summary>Applies the migrations that are pending.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The database cannot be used; the message says why in one line.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database holds the tables as this program expects them. Throws if it cannot be read.</summary>
    Task<bool> IsCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database can be written. Throws if it cannot be read.</summary>
    Task<bool> IsWritableAsync(CancellationToken cancellationToken);

    /// <summary>Refuses to go on with tables of another release, for a program that must not change them.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The database cannot be used, or lacks migrations; the message says why in one line.</exception>
    Task RequireCurrentAsync(CancellationToken cancellationToken);

    /// <summary>Keeps other processes from the database as long as this one runs, if it serves one process only.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Another process uses it.</exception>
    void Lock();

    /// <summary>A context of the room, for what reads or writes all of its tables alike.</summary>
    Task<Microsoft.EntityFrameworkCore.DbContext> CreateContextAsync(CancellationToken cancellationToken);
}
