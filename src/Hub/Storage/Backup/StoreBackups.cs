using System.IO.Compression;
using FlextMonitor.Hosting.Programs;
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
    /// <exception cref="StartException">It cannot be done; the message says why and what to do.</exception>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);

        var databases = SqliteFiles();
        if (File.Exists(file))
        {
            throw new StartException($"'{file}' exists already. Choose another name, or delete it first");
        }

        if (databases.Find(database => !File.Exists(database.Path)).Path is { } missing)
        {
            throw new StartException($"there is no '{missing}'. DataDirectory is '{_data.Path}': use the settings of the monitor, from the same folder");
        }

        using var folder = new WorkFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        foreach (var (name, path) in databases)
        {
            SqliteCopy.Write(path, Path.Combine(folder.Path, name));
        }

        BackupEntries.CopyOthers(_data.Path, folder.Path);
        var packed = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.zip");
        await PackAsync(folder.Path, packed, cancellationToken).ConfigureAwait(false);
        File.Move(packed, file);
    }

    /// <summary>Puts a backup back. The monitor must not be running.</summary>
    /// <param name="file">What <see cref="WriteAsync"/> wrote.</param>
    /// <param name="cancellationToken">Cancels it, as long as nothing has changed.</param>
    /// <returns>The folder with the files that were there before; <c>null</c> if there were none.</returns>
    /// <exception cref="StartException">It cannot be done, and nothing has changed; the message says why and what to do.</exception>
    public async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);

        var databases = SqliteFiles();
        if (!File.Exists(file))
        {
            throw new StartException($"there is no file '{file}'");
        }

        using var folder = new WorkFolder(_data.Path);
        await UnpackAsync(file, folder.Path, [.. databases.Select(database => database.Name)], cancellationToken).ConfigureAwait(false);
        foreach (var (name, path) in databases)
        {
            SqliteCopy.Check(Path.Combine(folder.Path, name), file);
            SqliteCopy.RequireUnused(path);
        }

        return BackupEntries.Exchange(folder.Path, _data.Path, databases);
    }

    private List<(string Name, string Path)> SqliteFiles()
    {
        var elsewhere = _stores.Where(store => _databases.Of(store) is not SqliteDatabase).ToList();
        return elsewhere.Count == 0
            ? [.. _stores.Select(store => (store.FileName, Path.GetFullPath(new SqliteConnectionStringBuilder(_databases.Of(store).ConnectionString).DataSource)))]
            : throw new StartException($"{string.Join(" and ", elsewhere.Select(store => store.Key))} is in PostgreSQL, which this does not copy. Use pg_dump and pg_restore, and copy the folder keys in '{_data.Path}'");
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

    private static async Task UnpackAsync(string file, string folder, IReadOnlyList<string> databases, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = ZipFile.OpenRead(file);
            if (databases.FirstOrDefault(name => archive.GetEntry(name) is null) is { } missing)
            {
                throw new StartException($"'{file}' is not a backup of this monitor: it holds no {missing}");
            }

            foreach (var entry in archive.Entries.Where(entry => databases.Contains(entry.FullName) || BackupEntries.IsOther(entry.FullName)))
            {
                var target = Path.Combine(folder, entry.FullName);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await Task.Run(() => entry.ExtractToFile(target), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException)
        {
            throw new StartException($"'{file}' is not a backup, or is damaged");
        }
    }
}
