using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Finds that a run of a pipeline was due and has not started.</summary>
internal static class StartFindings
{
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MostGrace = TimeSpan.FromMinutes(10);

    /// <summary>The start that was missed; null if none was.</summary>
    public static Finding? Missed(JudgedPipeline pipeline) =>
        pipeline.Rules.Of(ProblemKinds.MissedStart) is { } rule && NextStart(pipeline) is { } start && pipeline.Now >= start.MissedAt
            ? pipeline.Finding(rule, $"{pipeline.Called} has not started although it was due", start.DueAt) with { KeepsSince = true }
            : null;

    /// <summary>When a start may be missed although nothing new is heard; null if none can.</summary>
    public static DateTimeOffset? NextChange(JudgedPipeline pipeline) =>
        pipeline.Rules.Of(ProblemKinds.MissedStart) is not null && NextStart(pipeline) is { } start && start.MissedAt > pipeline.Now ? start.MissedAt : null;

    /// <summary>When a missed start is over; null if nothing says that it is.</summary>
    public static DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence) =>
        pipeline.Schedule is null ? evidence.At
        : pipeline.Runs?.Runs.FirstOrDefault(run => run.IsRunning() || run.StartedAt >= problem.Since - LeastGrace) is { } run ? run.StartedAt ?? evidence.At
        : null;

    /// <summary>The first start that has not happened as far as is known, and when it counts as missed.</summary>
    public static (DateTimeOffset DueAt, DateTimeOffset MissedAt)? NextStart(JudgedPipeline pipeline)
    {
        var newest = pipeline.Runs?.Runs[0];

        // Daemons do not start a pipeline that still runs: what is due meanwhile is not missed.
        if (pipeline.Schedule is not { } schedule || newest?.IsRunning() == true)
        {
            return null;
        }

        var startedAt = newest?.StartedAt ?? newest?.ObservedAt;
        var from = Later(Later(pipeline.KnownSince, startedAt), newest?.EndedAt());
        var due = schedule.NextAfter(from);
        if (due is { } next && next - startedAt <= Early(schedule.NextAfter(next) - next))
        {
            // It started a moment before its time, by a clock that differs.
            due = schedule.NextAfter(next);
        }

        return due is { } at ? (at, at + Grace(schedule.NextAfter(at) - at) + pipeline.Facts.UnseenRuns.Since(at)) : null;
    }

    /// <summary>A tenth of the interval, from a minute to ten.</summary>
    public static TimeSpan Grace(TimeSpan? interval) =>
        interval / 10 is not { } tenth || tenth > MostGrace ? MostGrace : tenth < LeastGrace ? LeastGrace : tenth;

    /// <summary>How long before its time a run may start, by a clock that differs.</summary>
    public static TimeSpan Early(TimeSpan? interval) => interval / 10 is { } tenth && tenth < LeastGrace ? tenth : LeastGrace;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
