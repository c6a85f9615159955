using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>What a host takes of memory at one moment, in bytes. The heap is as its last collection left it.</summary>
/// <param name="Resident">What the operating system counts.</param>
/// <param name="Objects">Objects in the heap, pinned ones aside.</param>
/// <param name="Pinned">Pinned objects: the blocks of memory that connections read into and write from.</param>
/// <param name="Holes">Room between objects.</param>
/// <param name="Committed">All that the garbage collector has of the operating system.</param>
internal sealed record MemoryReading(double Resident, double Objects, double Pinned, double Holes, double Committed)
{
    private const string Size = "dotnet_gc_last_collection_heap_size_bytes";

    public static async Task<MemoryReading> OfAsync(MonitorServer host, CancellationToken cancellationToken)
    {
        var resident = host.Server.ResidentBytes;
        var samples = (await host.MetricsAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var pinned = Sum(samples, Size, "\"poh\"");
        var holes = Sum(samples, "dotnet_gc_last_collection_heap_fragmentation_size_bytes");
        return new MemoryReading(resident, Sum(samples, Size) - pinned - holes, pinned, holes, Sum(samples, "dotnet_gc_last_collection_memory_committed_size_bytes"));
    }

    /// <summary>What was added since an earlier moment, for each of some connections.</summary>
    public MemoryReading Since(MemoryReading earlier, int connections) => new(
        (Resident - earlier.Resident) / connections,
        (Objects - earlier.Objects) / connections,
        (Pinned - earlier.Pinned) / connections,
        (Holes - earlier.Holes) / connections,
        (Committed - earlier.Committed) / connections);

    private static double Sum(IEnumerable<string> samples, string name, string label = "") => samples
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.IndexOf("} ", StringComparison.Ordinal) + 2)..].Split(' ')[0], CultureInfo.InvariantCulture));
}
