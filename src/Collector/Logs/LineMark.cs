using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Logs;

/// <summary>Stands for a line of a log in comparisons. It takes the same memory for a line of any length.</summary>
/// <param name="Timestamp">When the line was written; null if the daemon sends no time.</param>
/// <param name="Digest">Identifies its level and message.</param>
internal readonly record struct LineMark(DateTimeOffset? Timestamp, UInt128 Digest)
{
    public static LineMark Of(LogLine line) =>
        new(line.Timestamp, BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{line.Level}\0{line.Message}"))));
}
