using System.Data.Common;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>The columns that the table <c>runs</c> has: later versions of Meltano have more of them.</summary>
internal sealed class RunColumns
{
    /// <summary>The table's name.</summary>
    public const string Table = "runs";

    private static readonly string[] Required = ["id", "job_name", "state", "started_at"];
    private readonly HashSet<string> _names;

    private RunColumns(IEnumerable<string> names) => _names = new(names, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is a payload.</summary>
    public bool HasPayload => _names.Contains("payload");

    /// <summary>Whether there is a heartbeat.</summary>
    public bool HasHeartbeat => _names.Contains("last_heartbeat_at");

    /// <summary>Reads the names of the columns.</summary>
    /// <exception cref="UnknownSchemaException">The table, or a column without which nothing can be told, is missing.</exception>
    public static async Task<RunColumns> ReadAsync(DbConnection connection, string tableQuery, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = tableQuery;
        var names = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }

        if (names.Count == 0)
        {
            throw new UnknownSchemaException($"the database has no table '{Table}', which Meltano 2 to 4 keeps its runs in: it is another program's, or `meltano` has not run yet");
        }

        var missing = Required.Except(names, StringComparer.OrdinalIgnoreCase).ToList();
        return missing.Count == 0
            ? new RunColumns(names)
            : throw new UnknownSchemaException($"the table '{Table}' has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}, which Meltano 2 to 4 writes");
    }

    /// <summary>A column for a SELECT, NULL where the table has none.</summary>
    public string OrNull(string name) => _names.Contains(name) ? $"\"{name}\"" : $"NULL AS \"{name}\"";
}
