namespace FlextMonitor.Daemon.Figures;

/// <summary>A host's counters at one moment.</summary>
/// <param name="Cpu">Work of all processors since boot.</param>
/// <param name="MemoryPercent">Memory in use, percent, 0–100.</param>
internal readonly record struct HostReading(CpuTimes Cpu, double MemoryPercent);
