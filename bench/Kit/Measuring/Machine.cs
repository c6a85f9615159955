using System.Globalization;
using System.Runtime.InteropServices;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A description of the machine on which figures were measured.</summary>
internal static class Machine
{
    /// <summary>One sentence.</summary>
    public static string Describe(TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"Taken {time.GetUtcNow():yyyy-MM-dd} on {Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, Linux {Environment.OSVersion.Version}, {RuntimeInformation.FrameworkDescription}; everything on loopback of one machine, load average {LoadAverage()} before the run.");

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unnamed";

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
