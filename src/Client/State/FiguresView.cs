using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells which figures of a daemon are known.</summary>
internal static class FiguresView
{
    private const string NotReported = "the daemon does not report it";

    /// <param name="source">What is held of it.</param>
    /// <param name="unconfirmed">Why nothing confirms it; null if the source is fresh.</param>
    public static DaemonFigures Of(HeldSource source, Unconfirmed? unconfirmed)
    {
        // The state of the daemon comes before the fallback of its figures.
        var why = unconfirmed ?? Unconfirmed.By(source.Find<SourceStatus>(MessageKind.Status)) ?? Missing(source.Find<DashboardStats>(MessageKind.Stats));
        var last = source.LastFigures;
        return new DaemonFigures
        {
            CpuUsage = Figure(last?.CpuUsage),
            MemoryUsage = Figure(last?.MemoryUsage),
            SuccessRate = Figure(last?.SuccessRate),
            ActivePipelines = Figure(last?.ActivePipelines),
            TotalExecutions = Figure(last?.TotalExecutions),
            UptimeSeconds = Figure(last?.UptimeSeconds),
            ActiveConnections = Figure(last?.ActiveConnections),
        };

        Figure<T> Figure<T>(T? reported)
            where T : struct =>
            why is { } reason ? Client.Figure<T>.Unknown(reason.Reason, reason.Since, reported, last?.ObservedAt)
                : reported is { } value ? Client.Figure<T>.Known(value, last?.ObservedAt)
                : Client.Figure<T>.Unknown(NotReported);
    }

    private static Unconfirmed? Missing(DashboardStats? stats) => stats switch
    {
        null => new Unconfirmed("the daemon has not reported figures yet", null),
        { Error: { } error } => new Unconfirmed(error, stats.ObservedAt),
        { Fallback: true } => new Unconfirmed("the monitor has no figures of the daemon", stats.ObservedAt),
        _ => null,
    };
}
