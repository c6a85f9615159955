namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>A copy of an SQLite file and its write-ahead log, in a folder of its own, for where the file cannot be opened in place.</summary>
internal sealed class SqliteCopy(string path, TimeProvider time) : IDisposable
{
    /// <summary>How old a copy may be.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromSeconds(10);

    private const int Attempts = 3;
    private static readonly string[] Parts = ["", "-wal"];
    private DirectoryInfo? _folder;
    private string? _version;
    private long? _takenAt;

    /// <summary>The copy's path. It is made again if it is too old and the database has changed since.</summary>
    /// <param name="version">Tells versions of the database apart; <c>null</c> if that is not possible.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be copied, or changes all the time.</exception>
    public string Refresh(string? version)
    {
        _folder ??= Directory.CreateTempSubdirectory("flextmonitor-copy-");
        var target = Path.Combine(_folder.FullName, "meltano.db");
        var isCurrent = version is not null && _version == version;
        if (_takenAt is not { } takenAt || (!isCurrent && time.GetElapsedTime(takenAt) >= Oldest))
        {
            Take(target);
            (_version, _takenAt) = (version, time.GetTimestamp());
        }

        return target;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Delete(recursive: true);

    private void Take(string target)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = Stamp();
            foreach (var part in Parts)
            {
                Copy(path + part, target + part);
            }

            File.Delete(target + "-shm");
            if (Stamp() == before)
            {
                return;
            }
        }

        throw new DatabaseUnavailableException($"{path} changes while it is copied");
    }

    private string Stamp() => string.Join(' ', Parts.Select(part => new FileInfo(path + part)).Select(file => file.Exists ? $"{file.Length}/{file.LastWriteTimeUtc.Ticks}" : "none"));

    private static void Copy(string source, string target)
    {
        try
        {
            File.Delete(target);
            if (File.Exists(source))
            {
                using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
                from.CopyTo(to);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"{source} cannot be copied: {failure.Message}", failure);
        }
    }
}
