using Microsoft.Data.Sqlite;

namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>
/// Copies of an SQLite database, for where it cannot be opened in place. It hands out connections to whole copies only: each copy has a folder of its own and takes the
/// place of the one before when it is complete. Safe for concurrent calls.
/// </summary>
internal sealed class SqliteCopy(string path, TimeProvider time) : IDisposable
{
    /// <summary>How old a copy may be.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromSeconds(10);

    private const int Attempts = 5;
    private const int LogHeaderLength = 32;
    private const string Log = "-wal";
    private const string Journal = "-journal";

    private readonly SemaphoreSlim _taking = new(1, 1);
    private CopyFolder? _folder;
    private Copy? _current;

    /// <summary>A connection to a copy. A new one is made if the last one is too old and the database has changed since.</summary>
    /// <param name="version">Tells versions of the database apart; <c>null</c> if that is not possible.</param>
    /// <param name="open">Opens a file and its log, so that the files are not needed by name afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for another call that copies.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be copied, or changes all the time.</exception>
    public async Task<SqliteConnection> OpenAsync(string? version, Func<string, CancellationToken, Task<SqliteConnection>> open, CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken);
        try
        {
            if (_current is not { } current || ((version is null || current.Version != version) && time.GetElapsedTime(current.TakenAt) >= Oldest))
            {
                var taken = Take(version);
                _current?.Folder.Delete(recursive: true);
                _current = taken;
            }

            return await open(FileIn(_current.Folder), cancellationToken);
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder?.Dispose();
        _taking.Dispose();
    }

    private static string FileIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "meltano.db");

    private Copy Take(string? version)
    {
        try
        {
            _folder ??= new CopyFolder(Path.GetTempPath());
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var (takenAt, folder) = (time.GetTimestamp(), _folder.Next());
                if (TryCopyTo(FileIn(folder)))
                {
                    return new Copy(folder, version, takenAt);
                }

                folder.Delete(recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"{path} cannot be read by way of a copy: {failure.Message}. Give the user of the daemon the right to read it, or run the daemon as Meltano's user", failure);
        }

        throw new DatabaseUnavailableException($"{path} changes while it is copied");
    }

    /// <summary>Copies all parts; <c>false</c> if they changed meanwhile, so that they may not belong together.</summary>
    private bool TryCopyTo(string target)
    {
        try
        {
            var before = Stamp();
            CopyParts(target);
            return Stamp() == before;
        }
        catch (FileNotFoundException) when (File.Exists(path))
        {
            return false; // Meltano has finished its log and removed it.
        }
    }

    // The database first: what a checkpoint writes into it meanwhile stands in the log too.
    private void CopyParts(string target)
    {
        foreach (var part in new[] { "", Log, Journal }.Where(part => File.Exists(path + part)))
        {
            using var from = new FileStream(path + part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = new FileStream(target + part, FileMode.CreateNew, FileAccess.Write);
            from.CopyTo(to);
        }
    }

    /// <summary>What must be the same before and after. A log that has only grown may be: SQLite ignores a transaction that is not complete.</summary>
    private string Stamp()
    {
        var (database, journal) = (new FileInfo(path), new FileInfo(path + Journal));
        return $"{database.Length} {database.LastWriteTimeUtc.Ticks} {Convert.ToHexString(LogHeader())} {(journal.Exists ? $"{journal.Length} {journal.LastWriteTimeUtc.Ticks}" : "")}";
    }

    private byte[] LogHeader()
    {
        if (!File.Exists(path + Log))
        {
            return [];
        }

        using var log = new FileStream(path + Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[LogHeaderLength];
        return header[..log.ReadAtLeast(header, LogHeaderLength, throwOnEndOfStream: false)];
    }

    private sealed record Copy(DirectoryInfo Folder, string? Version, long TakenAt);
}
