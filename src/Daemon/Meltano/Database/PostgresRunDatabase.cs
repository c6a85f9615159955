using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>A system database in PostgreSQL. Its connections are read-only.</summary>
/// <param name="connectionString">See <see cref="DatabaseUri.ToPostgres"/>.</param>
internal sealed class PostgresRunDatabase(string connectionString) : IRunDatabase
{
    private readonly NpgsqlConnectionStringBuilder _settings = new(connectionString);

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"PostgreSQL database {_settings.Database} at {_settings.Host}:{_settings.Port}");

    /// <inheritdoc/>
    /// <remarks>Keys come from a sequence, and transactions end in another order than they took theirs.</remarks>
    public int Overlap => 32;

    /// <inheritdoc/>
    public string ColumnsQuery => $"SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass('{RunColumns.Table}') AND attnum > 0 AND NOT attisdropped";

    /// <inheritdoc/>
    public string IsOpenCondition => "id = ANY(@open)";

    /// <inheritdoc/>
    public string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <inheritdoc/>
    /// <remarks>PostgreSQL refuses the whole payload for an escape that stands for no character, such as half of a surrogate pair.</remarks>
    public string PayloadQuery(params IReadOnlyList<string> path) =>
        $"SELECT ((payload::text)::json #> '{{{string.Join(',', path)}}}')::text FROM {RunColumns.Table} WHERE id = @id";

    /// <inheritdoc/>
    public bool IsMalformedPayload(DbException failure) => failure.SqlState is PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.UntranslatableCharacter;

    /// <inheritdoc/>
    public object ToParameter(IReadOnlyCollection<long> keys) => keys.ToArray();

    /// <inheritdoc/>
    public string? Version() => null;

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            await connection.DisposeAsync();
            throw new DatabaseUnavailableException($"{Description} cannot be opened: {failure.Message}", failure);
        }
    }
}
