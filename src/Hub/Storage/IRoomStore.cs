namespace FlextMonitor.Hub.Storage;

/// <summary>What a room does itself for a store that the program can do without.</summary>
/// <typeparam name="TContext">The room's context.</typeparam>
public interface IRoomStore<TContext>
    where TContext : Microsoft.EntityFrameworkCore.DbContext
{
    /// <summary>Creates the database, or brings its tables up to date.</summary>
    /// <remarks>If the database cannot be used, the exception is one for which <see cref="CauseOf"/> tells the cause.</remarks>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Why the database cannot be used, in one line that shows no password; null if the exception has another cause.</summary>
    string? CauseOf(Exception exception);

    /// <summary>Whether the same transaction may succeed at once on a new connection: its connection was lost or ended by the server, or it was undone because of another transaction.</summary>
    bool IsTransient(Exception exception);

    /// <summary>Closes the connections that are kept open for later, so that the next use makes a new one.</summary>
    void CloseIdleConnections();
}
