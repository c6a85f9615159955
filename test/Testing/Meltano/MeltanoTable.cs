using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FlextMonitor.Testing.Meltano;

/// <summary>Writes the table <c>runs</c> of a system database as Meltano does, with its columns in the order in which Meltano's migrations add them.</summary>
public sealed class MeltanoTable
{
    private readonly Func<DbConnection> _open;
    private readonly bool _isSqlite;

    private MeltanoTable(Func<DbConnection> open, bool isSqlite)
    {
        _open = open;
        _isSqlite = isSqlite;
    }

    /// <summary>Creates the table in a new SQLite file with a write-ahead log, or opens the one that is there.</summary>
    public static async Task<MeltanoTable> CreateSqliteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var table = new MeltanoTable(() => new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=5"), isSqlite: true);
        await table.ExecuteAsync("PRAGMA journal_mode=WAL");
        await table.ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS runs (id INTEGER NOT NULL PRIMARY KEY, job_name VARCHAR, state VARCHAR(10), started_at DATETIME, ended_at DATETIME,
              payload VARCHAR, payload_flags INTEGER, last_heartbeat_at DATETIME, run_id CHAR(32), "trigger" VARCHAR)
            """);
        return table;
    }

    /// <summary>Creates the table in an empty PostgreSQL database.</summary>
    public static async Task<MeltanoTable> CreatePostgresAsync(string connectionString)
    {
        var table = new MeltanoTable(() => new NpgsqlConnection(connectionString), isSqlite: false);
        await table.ExecuteAsync("""
            CREATE TABLE runs (id SERIAL PRIMARY KEY, job_name VARCHAR, state VARCHAR(10), started_at TIMESTAMP, ended_at TIMESTAMP,
              payload VARCHAR, payload_flags INTEGER, last_heartbeat_at TIMESTAMP, run_id UUID, "trigger" VARCHAR)
            """);
        return table;
    }

    /// <summary>The address of a PostgreSQL database as Meltano writes it.</summary>
    public static string UriOf(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(CultureInfo.InvariantCulture, $"postgresql+psycopg://{parts.Username}:{Uri.EscapeDataString(parts.Password!)}@{parts.Host}:{parts.Port}/{parts.Database}");
    }

    /// <summary>Inserts a row; its key.</summary>
    public async Task<long> InsertAsync(MeltanoRun run)
    {
        var ids = await ExecuteScalarAsync(
            """
            INSERT INTO runs (job_name, state, started_at, ended_at, payload, payload_flags, last_heartbeat_at, run_id, "trigger")
            VALUES (@job, @state, @started, @ended, @payload, 0, @heartbeat, @run, @trigger) RETURNING id
            """,
            ("job", run.StateId), ("state", run.State), ("started", Time(run.StartedAt)), ("ended", Time(run.EndedAt)), ("payload", run.Payload),
            ("heartbeat", Time(run.Heartbeat)), ("run", _isSqlite ? run.RunId.ToString("N") : run.RunId), ("trigger", run.Trigger));
        return Convert.ToInt64(ids, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a heartbeat.</summary>
    public Task HeartbeatAsync(long id, DateTimeOffset at) => ExecuteAsync("UPDATE runs SET last_heartbeat_at = @at WHERE id = @id", ("at", Time(at)), ("id", id));

    /// <summary>Ends a run.</summary>
    public Task EndAsync(long id, string state, DateTimeOffset at, string payload = "{}") => ExecuteAsync(
        "UPDATE runs SET state = @state, ended_at = @at, payload = @payload WHERE id = @id", ("state", state), ("at", Time(at)), ("payload", payload), ("id", id));

    /// <summary>Inserts many ended runs at once, one a minute, the last of them at the given time.</summary>
    public async Task FillAsync(int count, DateTimeOffset last, string stateId = "dev:tap-a-to-target-b")
    {
        await using var connection = _open();
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var batch in Enumerable.Range(0, count).Chunk(500))
        {
            var rows = batch.Select(index => string.Create(
                CultureInfo.InvariantCulture,
                $"('{stateId}', 'SUCCESS', '{last.UtcDateTime.AddMinutes(index - count + 1):yyyy-MM-dd HH:mm:ss.ffffff}', '{last.UtcDateTime.AddMinutes(index - count + 1):yyyy-MM-dd HH:mm:ss.ffffff}', '{{}}')"));
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO runs (job_name, state, started_at, ended_at, payload) VALUES {string.Join(',', rows)}";
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>Runs a statement.</summary>
    public Task ExecuteAsync(string statement, params IReadOnlyList<(string Name, object? Value)> parameters) => ExecuteScalarAsync(statement, parameters);

    private async Task<object?> ExecuteScalarAsync(string statement, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        await using var connection = _open();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    }

    // As SQLAlchemy: naive, with six digits of a second.
    private object? Time(DateTimeOffset? time) => time is not { } known ? null
        : _isSqlite ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
        : DateTime.SpecifyKind(known.UtcDateTime, DateTimeKind.Unspecified);
}
