using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FlextMonitor.Hub.Storage;

/// <summary>A database of a PostgreSQL server. It is created at the first start if the role may do that.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    /// <summary>Of the advisory lock under which a process creates a table of applied migrations. Any number will do that no other lock of this program has.</summary>
    private const long CreationLock = 4_813_207_116;

    private PostgresDatabase(StoreName store, string connectionString)
        : base(store, connectionString, store.Key)
    {
    }

    public override bool MayBeOverheard =>
        new NpgsqlConnectionStringBuilder(ConnectionString) is { SslMode: not (SslMode.VerifyFull or SslMode.VerifyCA) } parts && !parts.Host!.Split(',').All(IsOnThisMachine);

    public override string Requirement => "a PostgreSQL database that can be reached and changed";

    /// <summary>The database that a setting names.</summary>
    /// <exception cref="ArgumentException">The connection string is invalid.</exception>
    public static PostgresDatabase Configured(StoreName store, string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return string.IsNullOrWhiteSpace(parts.Host) || string.IsNullOrWhiteSpace(parts.Database)
            ? throw StoreConnectionString.Refusal(store, "name a server in Host and a database in Database")
            : new PostgresDatabase(store, connectionString);
    }

    public override void Configure(DbContextOptionsBuilder options, string migrationsTable) =>
        options.UseNpgsql(ConnectionString, postgres => postgres.MigrationsHistoryTable(migrationsTable))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.MigrationsUserTransactionWarning));

    public override void CloseIdleConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    // EF asks whether the table of applied migrations exists by reading it, and logs the failed command as an error.
    public override async Task BeforeMigrationAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await CreateAsync(creator, cancellationToken).ConfigureAwait(false);
        }

        var exists = database.SqlQuery<bool>($"""SELECT to_regclass(quote_ident({migrationsTable})) IS NOT NULL AS "Value" """);
        if (await exists.SingleAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Two processes may be about to create it, which IF NOT EXISTS alone does not allow: the second would log a failed command.
        var transaction = await database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({CreationLock})", cancellationToken).ConfigureAwait(false);
            await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // EF's own lock ends with each migration, so that a second process would get in between two of them and apply the rest, which the first then tries again.
    public override async Task MigrateAsync(DatabaseFacade database, string migrationsTable, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var lockTable = $"LOCK TABLE {database.GetService<ISqlGenerationHelper>().DelimitIdentifier(migrationsTable)} IN ACCESS EXCLUSIVE MODE";
            await database.ExecuteSqlRawAsync(lockTable, cancellationToken).ConfigureAwait(false);
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // A server turns read-only when its disk is full, say, or when it becomes a standby.
    public override async Task<bool> IsWritableAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        await database.SqlQuery<string>($"""SELECT current_setting('transaction_read_only') AS "Value" """).SingleAsync(cancellationToken).ConfigureAwait(false) == "off";

    public override string? CauseOf(Exception exception)
    {
        // EF wraps failures that may pass in an InvalidOperationException that recommends retries.
        var chain = Chain(exception).ToList();
        return chain.OfType<PostgresException>().FirstOrDefault() is { } refusal ? $"the server answers {refusal.SqlState}: {refusal.MessageText.ReplaceLineEndings(" ")}"
            : chain.OfType<SocketException>().FirstOrDefault() is { } unreachable ? $"its server cannot be reached: {unreachable.Message}"
            : chain.OfType<NpgsqlException>().FirstOrDefault() is not { } failure ? null
            : chain.OfType<TimeoutException>().Any() ? "its server does not answer in time"
            : failure.Message.ReplaceLineEndings(" ");
    }

    public override string LockAdvice(string migrationsTable) => $"look for a session that holds a lock on the table {migrationsTable}";

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Another process that starts has created it in the meantime.
        }
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }

    // A path is the folder of a Unix socket.
    private static bool IsOnThisMachine(string host) =>
        host.StartsWith('/') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
