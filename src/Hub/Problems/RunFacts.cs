using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What one execution says by itself.</summary>
internal static class RunFacts
{
    /// <summary>No run takes longer. Daemons report nonsense, and sums of durations and dates must not overflow.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365_000);

    public static bool IsRunning(this ExecutionData run) => run.Status == ExecutionStatus.Running;

    /// <summary>Whether it has ended, one way or another.</summary>
    public static bool HasEnded(this ExecutionData run) =>
        run.Status is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    /// <summary>Whether it ended in a way that says how its pipeline stands. A cancelled run says nothing of that.</summary>
    public static bool Decides(this ExecutionData run) => run.Status is ExecutionStatus.Success or ExecutionStatus.Failed;

    /// <summary>When it ended, as well as that is known; null while it runs, and if the daemon reports no times.</summary>
    public static DateTimeOffset? EndedAt(this ExecutionData run)
    {
        if (!run.HasEnded())
        {
            return null;
        }

        if (run.FinishedAt is not null || run.StartedAt is not { } startedAt)
        {
            return run.FinishedAt;
        }

        // A daemon may report a duration that leads past all dates.
        return run.DurationSeconds is { } seconds && seconds <= (DateTimeOffset.MaxValue - startedAt).TotalSeconds
            ? startedAt.AddSeconds(seconds)
            : startedAt;
    }

    /// <summary>How long it took, or has taken up to a time, 0 or more; null if that is not known.</summary>
    public static TimeSpan? Duration(this ExecutionData run, DateTimeOffset now) => run switch
    {
        { DurationSeconds: { } seconds } => seconds < LongestDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDuration,
        { StartedAt: null } => null,
        { Status: ExecutionStatus.Running } => Between(run.StartedAt.Value, now),
        { FinishedAt: { } finishedAt } when run.HasEnded() => Between(run.StartedAt.Value, finishedAt),
        _ => null,
    };

    /// <summary>A time after another; the last of all dates if it would be later than that.</summary>
    public static DateTimeOffset After(this DateTimeOffset at, TimeSpan span) =>
        span < DateTimeOffset.MaxValue - at ? at + span : DateTimeOffset.MaxValue;

    private static TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var span = to - from;
        return span < TimeSpan.Zero ? TimeSpan.Zero : span < LongestDuration ? span : LongestDuration;
    }
}
