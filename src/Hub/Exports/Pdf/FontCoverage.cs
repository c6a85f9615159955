using System.Buffers.Binary;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>Which characters a font has, as its table <c>cmap</c> says (OpenType 1.9, formats 4 and 12).</summary>
internal sealed class FontCoverage
{
    private const int RecordBytes = 16;

    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>Reads a font of TrueType.</summary>
    /// <exception cref="InvalidDataException">The file is not a font.</exception>
    public FontCoverage(ReadOnlySpan<byte> font)
    {
        try
        {
            Read(font[TableOf(font, "cmap"u8)..]);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException("The file is no font of TrueType.", exception);
        }

        _ranges.Sort();
    }

    public bool Has(int codePoint)
    {
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static int TableOf(ReadOnlySpan<byte> font, ReadOnlySpan<byte> name)
    {
        for (var table = 0; table < Short(font, 4); table++)
        {
            var record = font.Slice(12 + (table * RecordBytes), RecordBytes);
            if (record[..4].SequenceEqual(name))
            {
                return (int)BinaryPrimitives.ReadUInt32BigEndian(record[8..]);
            }
        }

        throw new InvalidDataException("The file is no font of TrueType: it has no table cmap.");
    }

    private void Read(ReadOnlySpan<byte> map)
    {
        for (var number = 0; number < Short(map, 2); number++)
        {
            var part = map[(int)BinaryPrimitives.ReadUInt32BigEndian(map[(4 + (number * 8) + 4)..])..];
            switch (Short(part, 0))
            {
                case 4:
                    ReadSegments(part);
                    break;
                case 12:
                    ReadGroups(part);
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadSegments(ReadOnlySpan<byte> part)
    {
        var bytes = Short(part, 6);
        for (var segment = 0; segment < bytes; segment += 2)
        {
            Add(Short(part, 14 + bytes + 2 + segment), Short(part, 14 + segment));
        }
    }

    private void ReadGroups(ReadOnlySpan<byte> part)
    {
        var groups = (int)BinaryPrimitives.ReadUInt32BigEndian(part[12..]);
        for (var group = 0; group < groups; group++)
        {
            var start = 16 + (group * 12);
            Add((int)BinaryPrimitives.ReadUInt32BigEndian(part[start..]), (int)BinaryPrimitives.ReadUInt32BigEndian(part[(start + 4)..]));
        }
    }

    // Two tables may tell the same. The last segment of format 4 is an end mark.
    private void Add(int first, int last)
    {
        if (first != 0xFFFF && !_ranges.Any(range => range.First <= first && last <= range.Last))
        {
            _ranges.Add((first, last));
        }
    }

    private static int Short(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt16BigEndian(bytes[place..]);
}
