namespace FlextMonitor.Daemon.Meltano.Database;

/// <summary>
/// A folder of this process for copies, below the system's temporary folder. It is removed at the end; after a crash, the next process that creates one removes it, which
/// the lock on a file in it allows only once its process is gone.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    private const string Prefix = "flextmonitor-copy-";
    private const string LockFile = "lock";

    private readonly DirectoryInfo _folder;
    private readonly FileStream _lock;
    private int _copies;

    /// <exception cref="IOException">It cannot be made.</exception>
    public CopyFolder(string parent)
    {
        RemoveLeftovers(parent);
        _folder = Directory.CreateDirectory(Path.Combine(parent, $"{Prefix}{Guid.NewGuid():N}"));
        _lock = new FileStream(Path.Combine(_folder.FullName, LockFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            _folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }
    }

    /// <summary>A new, empty folder for one copy.</summary>
    public DirectoryInfo Next() => _folder.CreateSubdirectory($"{++_copies}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                // Of a process that runs, or of another user.
            }
        }
    }
}
