using System.Data.Common;
using System.Globalization;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>Reads the table <c>runs</c> over one connection. Only its primary key is indexed, so that every query goes by it.</summary>
internal sealed class RunQueries(IRunDatabase database, DbConnection connection, RunColumns columns)
{
    private readonly string _select =
        $"SELECT id, job_name, state, started_at, {columns.OrNull("run_id")}, {columns.OrNull("ended_at")}, {columns.OrNull("trigger")}, {columns.OrNull("last_heartbeat_at")} FROM {RunColumns.Table}";

    /// <summary>Opens the queries of a connection.</summary>
    /// <exception cref="UnknownSchemaException">The table is not that of Meltano 2 to 4.</exception>
    public static async Task<RunQueries> OpenAsync(IRunDatabase database, DbConnection connection, CancellationToken cancellationToken) =>
        new(database, connection, await RunColumns.ReadAsync(connection, database.ColumnsQuery, cancellationToken));

    /// <summary>Lets all further queries of the connection see the same state of the database. It ends with the connection.</summary>
    public async Task BeginSnapshotAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(database.BeginSnapshot);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The number of rows.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT count(*) FROM {RunColumns.Table}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Rows below a key, the highest first.</summary>
    public Task<List<RunReading>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken) => ReadAsync(
        Command($"{_select} WHERE id < @before ORDER BY id DESC LIMIT @limit", ("before", before), ("limit", limit)), cancellationToken);

    /// <summary>Rows from a key on, and those with the given keys; no row twice, in no particular order.</summary>
    public Task<List<RunReading>> ReadChangesAsync(long from, IReadOnlyCollection<long> open, CancellationToken cancellationToken) => ReadAsync(
        Command($"{_select} WHERE id >= @from OR {database.IsOpenCondition}", ("from", from), ("open", database.ToParameter(open))), cancellationToken);

    /// <summary>A value of the payload of one row, as JSON; <c>null</c> if there is none.</summary>
    /// <exception cref="MalformedPayloadException">The payload is not JSON.</exception>
    /// <exception cref="DbException">The database does not answer.</exception>
    public async Task<string?> ReadPayloadAsync(long id, IReadOnlyList<string> path, CancellationToken cancellationToken)
    {
        if (!columns.HasPayload)
        {
            return null;
        }

        await using var command = Command(database.PayloadQuery(path), ("id", id));
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken) as string;
        }
        catch (DbException failure) when (database.IsMalformedPayload(failure))
        {
            throw new MalformedPayloadException(failure);
        }
    }

    private DbCommand Command(string text, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task<List<RunReading>> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<RunReading>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(RunRowReader.Read(reader));
            }

            return rows;
        }
    }
}
