using System.Globalization;
using FlextMonitor.Hosting.Programs;

namespace FlextMonitor.Hub.Storage;

/// <summary>
/// The lock of a SQLite file, which one process holds as long as it runs: a lock of the operating system, which ends with its process however that ends. Beside it lies a file that
/// says who holds it, for the message to others only.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private const string Holder = "holder";
    private const string AnotherProcess = "another process";

    // EAGAIN of flock(2) on Linux and on macOS, and ERROR_SHARING_VIOLATION.
    private static readonly int[] SharingViolations = [11, 35, unchecked((int)0x80070020)];

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
        catch (IOException failure) when (SharingViolations.Contains(failure.HResult))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the lock of '{databaseFile}' cannot be taken: {failure.Message}", failure);
        }

        NoteHolder(databaseFile);
        return new StoreLock(held);
    }

    /// <summary>Who holds the lock, in words.</summary>
    public static string HolderOf(string databaseFile)
    {
        try
        {
            return File.ReadAllText(FileOf(databaseFile, Holder)) is { Length: > 0 } holder ? holder : AnotherProcess;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return AnotherProcess;
        }
    }

    public void Dispose() => _held.Dispose();

    private static void NoteHolder(string databaseFile)
    {
        try
        {
            File.WriteAllText(FileOf(databaseFile, Holder), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It serves the message to others only. A disk that is full shows elsewhere.
        }
    }

    private static string FileOf(string databaseFile, string extension) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!, $".{Path.GetFileName(databaseFile)}.{extension}");
}
