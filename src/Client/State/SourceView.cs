using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Draws up the snapshot of one source.</summary>
internal static class SourceView
{
    private const int StaleIntervals = 3;
    private static readonly TimeSpan LeastStale = TimeSpan.FromSeconds(5);

    /// <summary>The snapshot at a time of the hub's clock.</summary>
    /// <param name="source">What is held.</param>
    /// <param name="now">The time (UTC, by the hub's clock).</param>
    /// <param name="unconfirmed">Why nothing confirms the source whatever it sent last; null while the hub does.</param>
    /// <param name="unjudged">Its problems of an earlier connection that nobody has judged since.</param>
    public static SourceSnapshot Of(HeldSource source, DateTimeOffset now, Unconfirmed? unconfirmed, IReadOnlyList<Problem> unjudged)
    {
        var status = source.Find<SourceStatus>(MessageKind.Status);
        TimeSpan? age = source.ObservedAt is { } observedAt ? now > observedAt ? now - observedAt : TimeSpan.Zero : null;
        var isOld = status is { State: SourceState.Live or SourceState.Degraded } && age > StaleAfter(status);
        var why = unconfirmed ?? (isOld ? new Unconfirmed($"nothing was heard of '{source.Name}' for {age!.Value.TotalSeconds:0} s", source.ObservedAt) : null);
        return new SourceSnapshot
        {
            Name = source.Name,
            Status = status,
            Figures = FiguresView.Of(source, why),
            Health = source.ShownHealth(why),
            Executions = source.Executions,
            Pipelines = source.Pipelines,
            Problems = source.Problems,
            UnconfirmedProblems = unjudged,
            EvaluatedAt = source.Find<Heartbeat>(MessageKind.Heartbeat)?.EvaluatedAt,
            ObservedAt = source.ObservedAt,
            Age = age,
            IsStale = why is not null,
        };
    }

    private static TimeSpan StaleAfter(SourceStatus status)
    {
        var intervals = TimeSpan.FromSeconds(status.IntervalSeconds * StaleIntervals);
        return intervals > LeastStale ? intervals : LeastStale;
    }
}
