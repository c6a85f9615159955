using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells which figures of a daemon are known.</summary>
internal static class FiguresView
{
    private const string NotReported = "the daemon does not report it";

    /// <param name="stats">The figures as last sent; null if there are none yet.</param>
    /// <param name="status">The state of the source; null if it is not known yet.</param>
    /// <param name="unconfirmed">Why nothing confirms them; null if the source is fresh.</param>
    public static DaemonFigures Of(DashboardStats? stats, SourceStatus? status, Unconfirmed? unconfirmed)
    {
        // The state of the daemon comes before the fallback of its figures.
        var why = unconfirmed ?? Down(status) ?? Missing(stats);
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
            return why is { } reason ? Client.Figure<T>.Unknown(reason.Reason, reason.Since, last, observedAt)
                : sent is { } value ? Client.Figure<T>.Known(value, observedAt)
                : Client.Figure<T>.Unknown(NotReported);
        }
    }

    private static Unconfirmed? Down(SourceStatus? status) =>
        status is { State: SourceState.Down, Error: { } error } ? new Unconfirmed(error, status.Since) : null;

    private static Unconfirmed? Missing(DashboardStats? stats) => stats switch
    {
        null => new Unconfirmed("the daemon has not reported figures yet", null),
        { Error: { } error } => new Unconfirmed(error, stats.ObservedAt),
        _ => null,
    };
}
