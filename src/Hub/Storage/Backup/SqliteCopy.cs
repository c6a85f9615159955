using FlextMonitor.Hosting.Programs;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>Copies SQLite files by SQLite itself.</summary>
internal static class SqliteCopy
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Writes a copy that is complete in one file, while others read and write the original.</summary>
    public static void Write(string original, string copy)
    {
        using var source = Open(original, SqliteOpenMode.ReadWrite);
        using var target = Open(copy, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        Run(target, "PRAGMA journal_mode = DELETE");
    }

    /// <exception cref="StartException">A file of a backup is damaged.</exception>
    public static void Check(string copy, string backup)
    {
        try
        {
            using var database = Open(copy, SqliteOpenMode.ReadOnly);
            if (Run(database, "PRAGMA quick_check") is not "ok")
            {
                throw new StartException($"{Path.GetFileName(copy)} in '{backup}' is damaged");
            }
        }
        catch (SqliteException exception)
        {
            throw new StartException($"{Path.GetFileName(copy)} in '{backup}' is damaged: {exception.Message}", exception);
        }
    }

    /// <exception cref="StartException">Another process has the file open.</exception>
    public static void RequireUnused(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            // A connection of a running monitor holds a lock on the file even while it does nothing.
            using var database = Open(file, SqliteOpenMode.ReadWrite);
            // One by one: a failure of a statement after the one that returns a row would be lost.
            Run(database, "PRAGMA locking_mode = EXCLUSIVE");
            Run(database, "BEGIN EXCLUSIVE");
            Run(database, "ROLLBACK");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked)
        {
            throw new StartException($"'{file}' is in use. Stop the monitor first", exception);
        }
        catch (SqliteException)
        {
            // A file that is not a database, or is damaged, is what a backup is for.
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string? Run(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        return command.ExecuteScalar()?.ToString();
    }
}
