using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FlextMonitor.Hub.Storage;

/// <summary>Sets what SQLite keeps per connection, whenever one is opened.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // A writer that waits for another tries again after milliseconds. Microsoft.Data.Sqlite alone tries again every 150 ms.
    private const string BusyTimeout = "PRAGMA busy_timeout = 5000;";

    private static readonly SqlitePragmas Full = new($"{BusyTimeout} PRAGMA synchronous = FULL;");
    private static readonly SqlitePragmas Normal = new($"{BusyTimeout} PRAGMA synchronous = NORMAL;");

    private readonly string _statements;

    private SqlitePragmas(string statements) => _statements = statements;

    public static SqlitePragmas Of(StoreName store) => store.SurvivesPowerFailure ? Full : Normal;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = CreateCommand(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = CreateCommand(connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private DbCommand CreateCommand(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = _statements;
        return command;
    }
}
