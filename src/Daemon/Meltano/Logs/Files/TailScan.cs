using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace FlextMonitor.Daemon.Meltano.Logs.Files;

/// <summary>Finds where the last lines of a file begin, by reading blocks from its end.</summary>
internal static class TailScan
{
    private const int Block = 64 * 1024;

    // Of a file without line ends, no more than this is searched.
    private const long LeastSearched = 16 * 1024 * 1024;

    /// <summary>
    /// The position of the last <paramref name="lines"/> lines (1 or more); 0 if there are not more. A line that has not ended counts. Searches no further back
    /// than 16 MiB, or the room of that many longest lines, so that lines without an end do not cost a reading of the whole file; a line that begins before that is left out.
    /// </summary>
    public static long Find(SafeFileHandle file, long length, int lines)
    {
        var first = Math.Max(0, length - Math.Max(LeastSearched, (long)lines * LineSplitter.Longest));
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            var left = lines;
            var earliest = length; // What begins inside a line is left out: half a character, or half a secret.
            // The end of the last line does not begin another one.
            for (var end = length - 1; end > first;)
            {
                var begin = Math.Max(first, end - Block);
                var block = buffer.AsSpan(0, Fill(file, buffer.AsSpan(0, (int)(end - begin)), begin));
                for (int found; (found = block.LastIndexOf((byte)'\n')) >= 0; block = block[..found])
                {
                    earliest = begin + found + 1;
                    if (--left == 0)
                    {
                        return earliest;
                    }
                }

                end = begin;
            }

            return first == 0 ? 0 : earliest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Less than the whole only where the file has been cut meanwhile.
    private static int Fill(SafeFileHandle file, Span<byte> target, long position)
    {
        var filled = 0;
        for (int read; filled < target.Length && (read = RandomAccess.Read(file, target[filled..], position + filled)) > 0;)
        {
            filled += read;
        }

        return filled;
    }
}
