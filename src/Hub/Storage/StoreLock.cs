using System.Globalization;
using FlextMonitor.Hosting.Programs;

namespace FlextMonitor.Hub.Storage;

/// <summary>
/// The lock of a SQLite file, which one process holds as long as it runs: a lock of the operating system, which ends with its process however that ends. Beside it lies a file that
/// says who holds it, for the message to others only.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _held;

    private StoreLock(FileStream held) => _held = held;

    /// <summary>Takes the lock; <c>null</c> if another process holds it.</summary>
    /// <exception cref="StartException">The file of the lock cannot be opened.</exception>
    public static StoreLock? TryTake(string databaseFile)
    {
        FileStream held;
        try
        {
            held = new FileStream(FileOf(databaseFile, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (IsHeld(databaseFile))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the lock of '{databaseFile}' cannot be taken: {failure.Message}", failure);
        }

        File.WriteAllText(FileOf(databaseFile, "holder"), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        return new StoreLock(held);
    }

    /// <summary>Who holds the lock, in words.</summary>
    public static string HolderOf(string databaseFile)
    {
        var holder = FileOf(databaseFile, "holder");
        return File.Exists(holder) ? File.ReadAllText(holder) : "another process";
    }

    public void Dispose() => _held.Dispose();

    // A lock that is held leaves its file readable by its attributes, and a folder that cannot be written has no such file.
    private static bool IsHeld(string databaseFile) => File.Exists(FileOf(databaseFile, "lock"));

    private static string FileOf(string databaseFile, string extension) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!, $".{Path.GetFileName(databaseFile)}.{extension}");
}
