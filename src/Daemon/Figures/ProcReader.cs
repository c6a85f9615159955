namespace FlextMonitor.Daemon.Figures;

/// <summary>Reads the counters that Linux keeps under <c>/proc</c>: those of the whole host, in a container too.</summary>
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
