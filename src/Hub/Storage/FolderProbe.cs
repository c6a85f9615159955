namespace FlextMonitor.Hub.Storage;

/// <summary>Tries whether a folder can be written.</summary>
internal static class FolderProbe
{
    // More than a disk keeps with the file's name.
    private const int Size = 4096;

    /// <summary>Writes a file and removes it.</summary>
    /// <exception cref="IOException">The folder cannot be written, or its disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static void Write(string folder)
    {
        // Written through: a full disk must show.
        using var file = new FileStream(
            Path.Combine(folder, ".writable"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.WriteThrough | FileOptions.DeleteOnClose);
        file.Write(new byte[Size]);
    }
}
