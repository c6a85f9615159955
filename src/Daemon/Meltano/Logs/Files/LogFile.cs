using Microsoft.Win32.SafeHandles;

namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>
/// An open log file and how far it has been read. It notices that another file has taken its place, or that it was emptied and written again, by the last bytes
/// that were read: they must still stand where they stood. Unlike a file's number, this works on network mounts and where numbers are used again.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private const int MostAnchor = 256;

    private readonly string _path;
    private SafeFileHandle _handle;
    private byte[] _anchor = [];
    private long _position;

    private LogFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
    }

    /// <summary>Opens the first of the files that exists; <c>null</c> if none does.</summary>
    /// <exception cref="UnauthorizedAccessException">It exists and may not be read.</exception>
    public static LogFile? TryOpen(IEnumerable<string> paths) =>
        paths.FirstOrDefault(File.Exists) is { } path && OpenOrNull(path) is { } handle ? new LogFile(path, handle) : null;

    /// <summary>Goes to the beginning of the last lines.</summary>
    public void SkipToTail(int lines)
    {
        _position = TailScan.Find(_handle, RandomAccess.GetLength(_handle), lines);
        _anchor = ReadAnchor(_handle, _position, MostAnchor);
    }

    /// <summary>
    /// Reads on; empty at the present end of the file, <c>null</c> if the file was emptied or written again. The bytes before are read in the same call, so that a
    /// writer between two calls is noticed.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var known = _anchor.Length;
        var read = await RandomAccess.ReadAsync(_handle, buffer, _position - known, cancellationToken);
        if (read < known || !buffer.Span[..known].SequenceEqual(_anchor))
        {
            return null;
        }

        if (read > known)
        {
            _position += read - known;
            _anchor = buffer.Span[Math.Max(0, read - MostAnchor)..read].ToArray();
        }

        return buffer[known..read];
    }

    /// <summary>
    /// Whether the path holds other content now than what was read from it. <c>false</c> while there is nothing at the path, and where a longer file holds the same
    /// content, as after a synchronization: then that one is read on.
    /// </summary>
    public bool IsReplaced()
    {
        var present = OpenOrNull(_path);
        if (present is not null && ReadAnchor(present, _position, _anchor.Length).AsSpan().SequenceEqual(_anchor))
        {
            (_handle, present) = RandomAccess.GetLength(present) > RandomAccess.GetLength(_handle) ? (present, _handle) : (_handle, present);
            present.Dispose();
            return false;
        }

        present?.Dispose();
        return present is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle? OpenOrNull(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static byte[] ReadAnchor(SafeFileHandle file, long end, int most)
    {
        var anchor = new byte[Math.Min(end, most)];
        var read = RandomAccess.Read(file, anchor, end - anchor.Length);
        return anchor[..read];
    }
}
