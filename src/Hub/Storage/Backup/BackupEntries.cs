using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>What a backup holds beside the stores, and how files are exchanged.</summary>
internal static class BackupEntries
{
    private const string Keys = "keys";
    private const string Epoch = "collector.epoch";

    private static readonly string[] Companions = ["-wal", "-shm"];

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

    /// <summary>Puts files into the place of those that are there, which are moved into a folder of their own.</summary>
    /// <returns>That folder; null if there was nothing.</returns>
    public static string? Exchange(string folder, string data, IReadOnlyList<(string Name, string Path)> databases)
    {
        var former = DataFolder.CreateClosed(Path.Combine(data, $"before-restore-{Guid.CreateVersion7():n}")).FullName;
        foreach (var (name, path) in databases)
        {
            MoveIfThere(path, Path.Combine(former, name));
            foreach (var companion in Companions)
            {
                MoveIfThere(path + companion, Path.Combine(former, name + companion));
            }

            File.Move(Path.Combine(folder, name), path);
        }

        ExchangeOthers(folder, data, former);
        if (Directory.EnumerateFileSystemEntries(former).Any())
        {
            return former;
        }

        Directory.Delete(former);
        return null;
    }

    private static void ExchangeOthers(string folder, string data, string former)
    {
        if (File.Exists(Path.Combine(folder, Epoch)))
        {
            MoveIfThere(Path.Combine(data, Epoch), Path.Combine(former, Epoch));
            File.Move(Path.Combine(folder, Epoch), Path.Combine(data, Epoch));
        }

        if (Directory.Exists(Path.Combine(folder, Keys)))
        {
            if (Directory.Exists(Path.Combine(data, Keys)))
            {
                Directory.Move(Path.Combine(data, Keys), Path.Combine(former, Keys));
            }

            Directory.Move(Path.Combine(folder, Keys), Path.Combine(data, Keys));
        }
    }

    private static void MoveIfThere(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to);
        }
    }
}
