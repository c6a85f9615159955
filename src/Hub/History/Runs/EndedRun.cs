using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Runs;

/// <summary>What a day's counts need of a run that ended.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="DurationSeconds">How long it took; null if not known.</param>
/// <param name="Rows">How many rows it moved; null if it did not tell.</param>
internal sealed record EndedRun(ExecutionStatus Status, long? DurationSeconds, long? Rows);
