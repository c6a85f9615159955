using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells which figures of a daemon are known.</summary>
internal static class FiguresView
{
    private const string NotReported = "the daemon does not report it";

    /// <param name="stats">The figures as last sent; null if there are none yet.</param>
    /// <param name="status">The state of the source; null if it is not known yet.</param>
    /// <param name="whyUnconfirmed">Why nothing confirms them; null if the source is fresh.</param>
    public static DaemonFigures Of(DashboardStats? stats, SourceStatus? status, string? whyUnconfirmed)
    {
        // The state of the daemon comes before the fallback of its figures.
        var why = whyUnconfirmed
            ?? (status is { State: SourceState.Down } ? status.Error : null)
            ?? (stats is null ? "the daemon has not reported figures yet" : stats.Error);
        var observedAt = stats is { Fallback: true } ? stats.LastKnown?.ObservedAt : stats?.ObservedAt;
        return new DaemonFigures
        {
            CpuUsage = Figure(stats?.CpuUsage, stats?.LastKnown?.CpuUsage),
            MemoryUsage = Figure(stats?.MemoryUsage, stats?.LastKnown?.MemoryUsage),
            SuccessRate = Figure(stats?.SuccessRate, stats?.LastKnown?.SuccessRate),
            ActivePipelines = Figure(stats?.ActivePipelines, stats?.LastKnown?.ActivePipelines),
            TotalExecutions = Figure(stats?.TotalExecutions, stats?.LastKnown?.TotalExecutions),
            UptimeSeconds = Figure(stats?.UptimeSeconds, stats?.LastKnown?.UptimeSeconds),
            ActiveConnections = Figure(stats?.ActiveConnections, stats?.LastKnown?.ActiveConnections),
        };

        // The zeros of a fallback are placeholders.
        Figure<T> Figure<T>(T? sent, T? lastKnown)
            where T : struct
        {
            var last = stats is { Fallback: true } ? lastKnown : sent;
            return why is not null ? Client.Figure<T>.Unknown(why, last, observedAt)
                : sent is { } value ? Client.Figure<T>.Known(value, observedAt)
                : Client.Figure<T>.Unknown(NotReported);
        }
    }
}
