using System.IO.Compression;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>
/// Writes one file with everything that the data directory holds: the SQLite files of all stores, each as it is at one moment, the keys and the epoch. A copy of the files
/// by hand lacks what SQLite has not yet moved from its <c>-wal</c> file.
/// </summary>
public sealed class StoreBackups
{
    private readonly StoreDatabases _databases;
    private readonly DataDirectory _data;
    private readonly IReadOnlyList<StoreName> _stores;

    internal StoreBackups(StoreDatabases databases, DataDirectory data, IEnumerable<StoreName> stores)
    {
        _databases = databases;
        _data = data;
        _stores = [.. stores.Distinct()];
    }

    /// <summary>Writes a backup. The monitor may be running.</summary>
    /// <param name="file">The file to create; it must not exist.</param>
    /// <param name="cancellationToken">Cancels it; then there is no file.</param>
    /// <returns>What is left out, one sentence for each store that the monitor can do without; perhaps empty.</returns>
    /// <exception cref="StartException">It cannot be done; the message says why and what to do.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);

        var databases = SqliteFiles(out var leftOut);
        if (File.Exists(file))
        {
            throw new StartException($"'{file}' exists already. Choose another name, or delete it first");
        }

        using var folder = new WorkFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        foreach (var database in databases)
        {
            if (Write(database, folder.Path) is { } failure)
            {
                leftOut.Add(failure);
            }
        }

        BackupEntries.CopyOthers(_data.Path, folder.Path);
        var packed = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.zip");
        await PackAsync(folder.Path, packed, cancellationToken).ConfigureAwait(false);
        File.Move(packed, file);
        return leftOut;
    }

    /// <summary>Puts a backup back. The monitor must not be running. A store that the backup leaves out stays as it is.</summary>
    /// <param name="file">What <see cref="WriteAsync"/> wrote.</param>
    /// <param name="cancellationToken">Cancels it, as long as nothing has changed.</param>
    /// <returns>The folder with the files that were there before; <c>null</c> if there were none.</returns>
    /// <exception cref="StartException">It cannot be done, and nothing has changed; the message says why and what to do.</exception>
    public async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);

        var databases = SqliteFiles(out _);
        if (!File.Exists(file))
        {
            throw new StartException($"there is no file '{file}'");
        }

        using var folder = new WorkFolder(_data.Path);
        await UnpackAsync(file, folder.Path, databases, cancellationToken).ConfigureAwait(false);
        databases.RemoveAll(database => !File.Exists(Path.Combine(folder.Path, database.Name)));
        foreach (var (_, name, path) in databases)
        {
            SqliteCopy.Check(Path.Combine(folder.Path, name), file);
            SqliteCopy.RequireUnused(path);
        }

        return BackupEntries.Exchange(folder.Path, _data.Path, [.. databases.Select(database => (database.Name, database.Path))]);
    }

    private string? Write((StoreName Store, string Name, string Path) database, string folder)
    {
        var copy = Path.Combine(folder, database.Name);
        if (!File.Exists(database.Path))
        {
            return database.Store.IsEssential
                ? throw new StartException($"there is no '{database.Path}'. DataDirectory is '{_data.Path}': use the settings of the monitor, from the same folder")
                : $"there is no '{database.Path}'";
        }

        try
        {
            SqliteCopy.Write(database.Path, copy);
            return null;
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            File.Delete(copy);
            var reason = $"'{database.Path}' cannot be copied: {exception.Message}";
            return database.Store.IsEssential ? throw new StartException(reason, exception) : reason;
        }
    }

    private List<(StoreName Store, string Name, string Path)> SqliteFiles(out List<string> leftOut)
    {
        var elsewhere = _stores.Where(store => _databases.Of(store) is not SqliteDatabase).ToList();
        if (elsewhere.Exists(store => store.IsEssential))
        {
            throw new StartException($"{string.Join(" and ", elsewhere.Select(store => store.Key))} is in PostgreSQL, which this does not copy. Use pg_dump and pg_restore, and copy the folder keys in '{_data.Path}'");
        }

        leftOut = [.. elsewhere.Select(store => $"{store.Key} is in PostgreSQL, which this does not copy: use pg_dump")];
        return [.. _stores.Except(elsewhere).Select(store => (store, store.FileName, Path.GetFullPath(new SqliteConnectionStringBuilder(_databases.Of(store).ConnectionString).DataSource)))];
    }

    private static void CloseToOthers(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static async Task PackAsync(string folder, string packed, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var stream = new FileStream(packed, options);
        await using (stream.ConfigureAwait(false))
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => path != packed))
            {
                cancellationToken.ThrowIfCancellationRequested();
                archive.CreateEntryFromFile(path, Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), CompressionLevel.Fastest);
            }
        }
    }

    private static async Task UnpackAsync(string file, string folder, IReadOnlyList<(StoreName Store, string Name, string Path)> databases, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = ZipFile.OpenRead(file);
            if (databases.FirstOrDefault(database => database.Store.IsEssential && archive.GetEntry(database.Name) is null).Name is { } missing)
            {
                throw new StartException($"'{file}' is not a backup of this monitor: it holds no {missing}");
            }

            foreach (var entry in archive.Entries.Where(entry => databases.Any(database => database.Name == entry.FullName) || BackupEntries.IsOther(entry.FullName)))
            {
                var target = Path.Combine(folder, entry.FullName);
                DataFolder.CreateClosed(Path.GetDirectoryName(target)!);
                await Task.Run(() => entry.ExtractToFile(target), cancellationToken).ConfigureAwait(false);
                CloseToOthers(target);
            }
        }
        catch (InvalidDataException)
        {
            throw new StartException($"'{file}' is not a backup, or is damaged");
        }
    }
}
