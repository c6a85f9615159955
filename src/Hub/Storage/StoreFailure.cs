using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FlextMonitor.Hub.Storage;

/// <summary>Tells what a failed use of a store means. EF and its providers wrap the cause, some of them twice.</summary>
public static class StoreFailure
{
    private const string IdleInTransactionTimeout = "25P03";

    private static readonly int[] SqliteUnavailable =
    [
        SQLitePCL.raw.SQLITE_BUSY,
        SQLitePCL.raw.SQLITE_LOCKED,
        SQLitePCL.raw.SQLITE_READONLY,
        SQLitePCL.raw.SQLITE_IOERR,
        SQLitePCL.raw.SQLITE_CORRUPT,
        SQLitePCL.raw.SQLITE_FULL,
        SQLitePCL.raw.SQLITE_CANTOPEN,
        SQLitePCL.raw.SQLITE_NOTADB,
    ];

    /// <summary>Classes of PostgreSQL's error codes that say something of the server, and nothing of the statement: connections, resources, operators, the system.</summary>
    private static readonly string[] PostgresUnavailable = ["08", "53", "57", "58"];

    /// <summary>Whether the database undid a transaction because of another one at the same time, so that it can be run again.</summary>
    public static bool IsConflict(Exception exception) =>
        CauseOf(exception) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Whether the store itself is away: unreachable, full, locked or broken. A statement that it refuses does not count.</summary>
    public static bool IsUnavailable(Exception exception) => CauseOf(exception) switch
    {
        PostgresException refusal => PostgresUnavailable.Contains(refusal.SqlState[..2]),
        SqliteException refusal => SqliteUnavailable.Contains(refusal.SqliteErrorCode),
        { } => true,
        null => false,
    };

    /// <summary>Whether the same transaction may succeed at once on a new connection. A server that is full, or still starting, stays so for longer.</summary>
    public static bool IsTransient(Exception exception) => CauseOf(exception) switch
    {
        PostgresException { SqlState: IdleInTransactionTimeout } => true,
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } => false,
        PostgresException refusal => refusal.IsTransient && !refusal.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException failure => failure.IsTransient,
        _ => false,
    };

    private static DbException? CauseOf(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is DbException cause)
            {
                return cause;
            }
        }

        return null;
    }
}
