using System.Buffers;
using System.Text;

namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>Splits the bytes of a log into lines. Holds at most <see cref="Longest"/> bytes, however long a line is.</summary>
internal sealed class LineSplitter
{
    /// <summary>The longest line in bytes; the rest of a longer one is left out.</summary>
    public const int Longest = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new();
    private bool _cut;

    /// <summary>The lines that end in the next block. What comes after the last line end is held until the line ends.</summary>
    public List<RawLine> Split(ReadOnlySpan<byte> block)
    {
        var lines = new List<RawLine>();
        for (int end; (end = block.IndexOf((byte)'\n')) >= 0; block = block[(end + 1)..])
        {
            Hold(block[..end]);
            lines.Add(Complete());
        }

        Hold(block);
        return lines;
    }

    /// <summary>The line that has not ended, if there is one, as it stands. The next block begins a new line.</summary>
    public RawLine? TakeRest() => _held.WrittenCount > 0 ? Complete() : null;

    private void Hold(ReadOnlySpan<byte> part)
    {
        var free = Longest - _held.WrittenCount;
        _cut |= part.Length > free;
        _held.Write(part[..Math.Min(part.Length, free)]);
    }

    private RawLine Complete()
    {
        var bytes = _held.WrittenSpan;
        var line = new RawLine(Encoding.UTF8.GetString(_cut ? WholeCharacters(bytes) : bytes.TrimEnd((byte)'\r')), _cut);
        _held.ResetWrittenCount();
        _cut = false;
        return line;
    }

    // The cut may fall inside a character of several bytes.
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(4, bytes.Length); back++)
        {
            if ((bytes[^back] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData ? bytes[..^back] : bytes;
            }
        }

        return bytes;
    }
}
