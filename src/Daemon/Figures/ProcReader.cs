namespace FlextMonitor.Daemon.Figures;

/// <summary>Reads Linux' counters under <c>/proc</c>. They are those of the whole host, also in a container.</summary>
internal sealed class ProcReader : IHostReader
{
    /// <inheritdoc/>
    public string? Unsupported => OperatingSystem.IsLinux()
        ? null
        : "this daemon reads the host's CPU and memory from /proc, which only Linux has";

    /// <inheritdoc/>
    public HostReading Read()
    {
        using var stat = File.OpenText("/proc/stat");
        var cpu = CpuTimes.Parse(stat.ReadLine() ?? string.Empty);
        return new HostReading(cpu, MemoryUse.ParsePercent(File.ReadLines("/proc/meminfo")));
    }
}
