using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>What was read of a log before.</summary>
/// <param name="Last">The last lines that were read, oldest first, at most 1,000 of them count. Empty if nothing was read.</param>
/// <param name="Lines">How many lines the daemon's log had up to the last one; null if that is not known.</param>
public sealed record LogRead(IReadOnlyList<LogLine> Last, long? Lines);
