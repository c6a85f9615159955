namespace FlextMonitor.Daemon.Figures;

/// <summary>A host's load over one interval.</summary>
/// <param name="CpuPercent">Percent of all processors' time, 0–100.</param>
/// <param name="MemoryPercent">Percent of its memory in use at the end of the interval, 0–100.</param>
internal sealed record HostFigures(double CpuPercent, double MemoryPercent);
