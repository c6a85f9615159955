using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>
/// A system database in an SQLite file. Each reading opens it again, so that a file that was moved or replaced is noticed, and so that no connection
/// keeps Meltano from finishing its write-ahead log.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="setting">The setting that names it, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class SqliteRunDatabase(string path, string setting, TimeProvider time) : IRunDatabase, IDisposable
{
    private const int GeneralError = 1;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;

    /// <summary>The clock of a file system may tick so slowly that two changes have the same time.</summary>
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(1);

    private readonly SqliteCopy _copy = new(path, time);
    private volatile bool _copied;

    /// <inheritdoc/>
    public string Description => _copied
        ? $"SQLite file {path}, by way of a copy that is at most {SqliteCopy.Oldest.TotalSeconds:0} s old: opened in place, it could be left with files that Meltano cannot write to. Run the daemon as Meltano's user to read it directly"
        : $"SQLite file {path}, read-only";

    /// <inheritdoc/>
    public int Overlap => 1;

    /// <inheritdoc/>
    public string ColumnsQuery => $"SELECT name FROM pragma_table_info('{RunColumns.Table}')";

    /// <inheritdoc/>
    public string IsOpenCondition => "id IN (SELECT value FROM json_each(@open))";

    /// <inheritdoc/>
    public string BeginSnapshot => "BEGIN";

    /// <inheritdoc/>
    public string PayloadQuery(params IReadOnlyList<string> path) =>
        $"SELECT payload -> '$.{string.Join('.', path.Select(name => $"\"{name}\""))}' FROM {RunColumns.Table} WHERE id = @id";

    /// <inheritdoc/>
    /// <remarks>SQLite has no code of its own for it.</remarks>
    public bool IsMalformedPayload(DbException failure) =>
        failure is SqliteException { SqliteErrorCode: GeneralError } && failure.Message.Contains("JSON", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public object ToParameter(IReadOnlyCollection<long> keys) => JsonSerializer.Serialize(keys);

    /// <inheritdoc/>
    public string? Version()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new DatabaseUnavailableException(WhyMissing());
        }

        var log = new FileInfo(path + "-wal");
        var changed = log.Exists && log.LastWriteTimeUtc > file.LastWriteTimeUtc ? log.LastWriteTimeUtc : file.LastWriteTimeUtc;
        return time.GetUtcNow().UtcDateTime - changed < SettledAfter ? null : string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {(log.Exists ? log.Length : -1)} {(log.Exists ? log.LastWriteTimeUtc.Ticks : 0)}");
    }

    /// <inheritdoc/>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = InPlaceAccess.IsHarmless(path) ? await TryOpenInPlaceAsync(cancellationToken) : null;
        _copied = connection is null;
        try
        {
            return connection ?? await _copy.OpenAsync(Version(), OpenCopyAsync, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    /// <summary><c>null</c> where the database cannot be opened without its write-ahead log, and that cannot be made.</summary>
    private async Task<SqliteConnection?> TryOpenInPlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(path, SqliteOpenMode.ReadOnly, cancellationToken);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is CannotOpen or ReadOnly)
        {
            return null;
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
    }

    private DatabaseUnavailableException Unavailable(SqliteException failure) => new($"{path} cannot be opened: {failure.Message}", failure);

    // A transaction that was under way without a write-ahead log can only be taken back by writing.
    private static Task<SqliteConnection> OpenCopyAsync(string file, CancellationToken cancellationToken) => OpenAsync(file, SqliteOpenMode.ReadWrite, cancellationToken);

    // The first query, not opening, shows whether the write-ahead log can be read.
    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(DatabaseUri.OfSqlite(file, mode));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string WhyMissing()
    {
        try
        {
            return File.GetAttributes(path).HasFlag(FileAttributes.Directory)
                ? $"{path} is a folder, not a database"
                : $"{path} cannot be looked at";
        }
        catch (UnauthorizedAccessException failure)
        {
            return $"{failure.Message} Give the user of the daemon the right to enter the folder";
        }
        catch (IOException)
        {
            return $"there is no file {path}. Meltano makes it with its first run; if it is elsewhere, set {setting}";
        }
    }
}
