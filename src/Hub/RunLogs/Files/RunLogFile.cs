using System.Buffers;
using FlextMonitor.Contracts;
using Microsoft.Win32.SafeHandles;

namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>
/// A log on disk. Lines are appended and read by number. The place of every 256th line is in memory; it is found again by reading the file once. One thread at a time may use it,
/// except for what <see cref="ReadFrom"/> returned.
/// </summary>
internal sealed class RunLogFile : IDisposable
{
    /// <summary>Appended lines wait in memory until they have so many bytes, or somebody reads.</summary>
    private const int FlushBytes = 64 * 1024;

    private const int Step = 256;

    private readonly SafeFileHandle _handle;
    private readonly List<long> _places = [];
    private readonly ArrayBufferWriter<byte> _pending = new(FlushBytes);

    private long _storedLines;

    private RunLogFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>How many lines it has, with those that wait in memory.</summary>
    public long Lines { get; private set; }

    /// <summary>How many bytes of it are on disk.</summary>
    public long Bytes { get; private set; }

    /// <summary>Opens a file, and creates it if it is missing. What a crash left of a last line is cut off.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static RunLogFile Open(string path)
    {
        var file = new RunLogFile(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            file.Count();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a line.</summary>
    /// <returns>How many bytes were written to disk.</returns>
    /// <exception cref="IOException">The disk does not take it. <see cref="TakeUnwritten"/> returns what waited in memory.</exception>
    public int Append(LogLine line)
    {
        NotePlace(Bytes + _pending.WrittenCount);
        RecordFormat.Write(_pending, line);
        Lines++;
        return _pending.WrittenCount >= FlushBytes ? Flush() : 0;
    }

    /// <summary>Writes what waits in memory to disk.</summary>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="IOException">The disk does not take it. <see cref="TakeUnwritten"/> returns what waited in memory.</exception>
    public int Flush()
    {
        var written = _pending.WrittenCount;
        if (written > 0)
        {
            RandomAccess.Write(_handle, _pending.WrittenSpan, Bytes);
            Bytes += written;
            _storedLines = Lines;
            _pending.ResetWrittenCount();
        }

        return written;
    }

    /// <summary>Takes the lines that wait in memory, oldest first, because they cannot be written. The file has as many lines afterwards as are on disk.</summary>
    public IReadOnlyList<LogLine> TakeUnwritten()
    {
        var lines = new List<LogLine>();
        var rest = _pending.WrittenSpan;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf(RecordFormat.End);
            lines.Add(RecordFormat.Read(rest[..length]));
            rest = rest[(length + 1)..];
        }

        _pending.ResetWrittenCount();
        _places.RemoveAll(place => place >= Bytes);
        Lines = _storedLines;
        return lines;
    }

    /// <summary>Prepares to read stored lines.</summary>
    /// <param name="number">The number of the first one, from 1 to <see cref="Lines"/>.</param>
    /// <returns>Its records begin with that line.</returns>
    public RecordReader ReadFrom(long number)
    {
        var block = (int)((number - 1) / Step);
        var reader = ReadAt(block < _places.Count ? _places[block] : Bytes);
        for (var skipped = (long)block * Step; skipped < number - 1; skipped++)
        {
            reader.Next();
        }

        return reader;
    }

    /// <summary>Prepares to read the stored lines from a place on.</summary>
    public RecordReader ReadAt(long place) => new(_handle, place, Bytes);

    public void Dispose() => _handle.Dispose();

    private void NotePlace(long place)
    {
        if (Lines % Step == 0)
        {
            _places.Add(place);
        }
    }

    private void Count()
    {
        Bytes = RandomAccess.GetLength(_handle);
        var end = 0L;
        using (var reader = ReadAt(0))
        {
            while (reader.Next())
            {
                NotePlace(end);
                Lines++;
                end = reader.Position;
            }
        }

        // A crash, or a disk that was full, left a part of a line.
        RandomAccess.SetLength(_handle, end);
        (Bytes, _storedLines) = (end, Lines);
    }
}
