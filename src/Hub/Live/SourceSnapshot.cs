using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The latest values of one daemon at one moment.</summary>
/// <param name="Status">Its state; null until its collector has published one.</param>
/// <param name="Stats">Its figures; null if it never answered.</param>
/// <param name="Health">Its health; null if it never answered.</param>
/// <param name="Executions">Its executions in view, newest first by start (missing last, then id).</param>
public sealed record SourceSnapshot(SourceStatus? Status, DashboardStats? Stats, HealthStatus? Health, IReadOnlyList<ExecutionData> Executions);
