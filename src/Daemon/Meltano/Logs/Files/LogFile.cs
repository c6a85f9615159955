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
    private readonly SafeFileHandle _handle;
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

    /// <summary>Reads on; 0 at the present end of the file.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await RandomAccess.ReadAsync(_handle, buffer, _position, cancellationToken);
        if (read > 0)
        {
            _position += read;
            _anchor = read >= MostAnchor ? buffer.Span[(read - MostAnchor)..read].ToArray() : ReadAnchor(_handle, _position, MostAnchor);
        }

        return read;
    }

    /// <summary>Whether the path holds other content now than what was read from it. <c>false</c> while there is nothing at the path.</summary>
    public bool IsReplaced()
    {
        using var present = OpenOrNull(_path);
        return present is not null && !ReadAnchor(present, _position, _anchor.Length).AsSpan().SequenceEqual(_anchor);
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
