using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>
/// A system database in an SQLite file. Each reading opens it anew, so that a file that was moved or replaced is noticed, and so that no connection
/// keeps Meltano from finishing its write-ahead log.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="setting">The setting that names it, for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class SqliteRunDatabase(string path, string setting, TimeProvider time) : IRunDatabase, IDisposable
{
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;

    /// <summary>The clock of a file system may tick so slowly that two changes have the same time.</summary>
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(1);

    private readonly SqliteCopy _copy = new(path, time);
    private bool _copied;

    /// <inheritdoc/>
    public string Description => _copied
        ? $"SQLite file {path}, by way of a copy that is at most {SqliteCopy.Oldest.TotalSeconds:0} s old: SQLite cannot open its write-ahead log read-only. Let the daemon write to the folder to read it directly"
        : $"SQLite file {path}, read-only";

    /// <inheritdoc/>
    public int Overlap => 1;

    /// <inheritdoc/>
    public string ColumnsQuery => $"SELECT name FROM pragma_table_info('{RunColumns.Table}')";

    /// <inheritdoc/>
    public string IsOpenCondition => "id IN (SELECT value FROM json_each(@open))";

    /// <inheritdoc/>
    public string PayloadQuery(params IReadOnlyList<string> path) =>
        $"SELECT json_extract(payload, '$.{string.Join('.', path.Select(name => $"\"{name}\""))}') FROM {RunColumns.Table} WHERE id = @id";

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
        try
        {
            // The first query, not opening, shows whether the write-ahead log can be read.
            var direct = await OpenAsync(path, cancellationToken);
            _copied = false;
            return direct;
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is CannotOpen or ReadOnly)
        {
            CheckReadable();
            var connection = await OpenAsync(_copy.Refresh(Version()), cancellationToken);
            _copied = true;
            return connection;
        }
        catch (SqliteException failure)
        {
            throw new DatabaseUnavailableException($"{path} cannot be opened: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(DatabaseUri.OfSqlite(file));
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

    private void CheckReadable()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"{path} cannot be read: {failure.Message}. Give the user of the daemon the right to read it", failure);
        }
    }
}
