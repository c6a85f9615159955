using FlextMonitor.Hosting.Programs;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>What a backup holds beside the stores, and how files are exchanged.</summary>
internal static class BackupEntries
{
    private const string Keys = "keys";
    private const string Epoch = "collector.epoch";

    private const string Arriving = ".restoring";

    private static readonly string[] Companions = ["-wal", "-shm"];
    private static readonly string[] Others = [Epoch, Keys];

    /// <summary>Whether an entry belongs to a backup without being a store. An entry may have any name, such as one that leads out of the folder.</summary>
    public static bool IsOther(string entry) => entry == Epoch
        || (entry.StartsWith($"{Keys}/", StringComparison.Ordinal) && Path.GetFileName(entry) is { Length: > 0 } name && entry == $"{Keys}/{name}" && name is not (".." or "."));

    /// <summary>Copies everything but the stores.</summary>
    public static void CopyOthers(string data, string folder)
    {
        if (File.Exists(Path.Combine(data, Epoch)))
        {
            File.Copy(Path.Combine(data, Epoch), Path.Combine(folder, Epoch));
        }

        var keys = Path.Combine(data, Keys);
        if (Directory.Exists(keys))
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, Keys)).FullName;
            foreach (var key in Directory.EnumerateFiles(keys))
            {
                File.Copy(key, Path.Combine(target, Path.GetFileName(key)));
            }
        }
    }

    /// <summary>Puts files into the place of those that are there, which are moved into a folder of their own. If that fails, all is as it was.</summary>
    /// <returns>That folder; null if there was nothing.</returns>
    /// <exception cref="StartException">A file cannot be moved.</exception>
    public static string? Exchange(string folder, string data, IReadOnlyList<(string Name, string Path)> databases)
    {
        var former = DataFolder.CreateClosed(Path.Combine(data, $"before-restore-{Guid.CreateVersion7():n}")).FullName;
        var moves = new FileMoves();
        try
        {
            // First to where they go: that copies them if it is another disk, and may fail for want of room.
            foreach (var (name, path) in databases)
            {
                moves.MoveIfThere(Path.Combine(folder, name), path + Arriving);
            }

            foreach (var (name, path) in databases)
            {
                moves.MoveIfThere(path, Path.Combine(former, name));
                Array.ForEach(Companions, companion => moves.MoveIfThere(path + companion, Path.Combine(former, name + companion)));
                moves.MoveIfThere(path + Arriving, path);
            }

            Array.ForEach(Others, other => ExchangeOther(moves, Path.Combine(folder, other), Path.Combine(data, other), Path.Combine(former, other)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            moves.Undo();
            Directory.Delete(former);
            throw new StartException($"the files cannot be exchanged, and nothing has changed: {exception.Message}", exception);
        }

        if (Directory.EnumerateFileSystemEntries(former).Any())
        {
            return former;
        }

        Directory.Delete(former);
        return null;
    }

    private static void ExchangeOther(FileMoves moves, string restored, string present, string former)
    {
        if (Path.Exists(restored))
        {
            moves.MoveIfThere(present, former);
            moves.MoveIfThere(restored, present);
        }
    }
}
