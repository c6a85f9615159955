using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace FlextMonitor.Hub.RunLogs.Files;

/// <summary>Reads the records of a file one after the other. Dispose it after use: it returns its buffer.</summary>
/// <param name="file">The file.</param>
/// <param name="from">Where the first record begins, in bytes.</param>
/// <param name="until">Where the last record ends, in bytes.</param>
internal sealed class RecordReader(SafeFileHandle file, long from, long until) : IDisposable
{
    private const int FirstRoom = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstRoom);
    private long _next = from;
    private int _start;
    private int _end;
    private int _recordStart;
    private int _recordLength;

    /// <summary>The current record without its line feed; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_recordStart, _recordLength);

    /// <summary>Where the record after the current one begins, in bytes.</summary>
    public long Position => _next - (_end - _start);

    /// <summary>Reads the next record; false at the end, and before a record that is not complete.</summary>
    public bool Next()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf(RecordFormat.End);
            if (length >= 0)
            {
                (_recordStart, _recordLength) = (_start, length);
                _start += length + 1;
                return true;
            }

            if (!Fill())
            {
                return false;
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool Fill()
    {
        var kept = _end - _start;
        if (kept == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
            _buffer.AsSpan(_start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        (_start, _end) = (0, kept);
        var room = _buffer.AsSpan(kept, (int)Math.Min(_buffer.Length - kept, until - _next));
        var read = room.IsEmpty ? 0 : RandomAccess.Read(file, room, _next);
        _next += read;
        _end += read;
        return read > 0;
    }
}
