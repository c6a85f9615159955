using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The latest values of one daemon, all of one moment.</summary>
/// <param name="Status">How it stands; null before its collector has said anything.</param>
/// <param name="Stats">Its figures; null where it never answered.</param>
/// <param name="Health">Its health; null where it never answered.</param>
/// <param name="Executions">Its executions in view, newest first by start (missing last, then id).</param>
public sealed record SourceSnapshot(SourceStatus? Status, DashboardStats? Stats, HealthStatus? Health, IReadOnlyList<ExecutionData> Executions);
