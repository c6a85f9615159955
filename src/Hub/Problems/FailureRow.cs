using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>The failures in a row of one pipeline, as far as they are known.</summary>
/// <param name="Newest">The newest failure; null if the pipeline does not fail.</param>
/// <param name="Count">How many there are, 0 or more.</param>
/// <param name="IsAtLeast">Whether there may be more: not all that left the view are remembered.</param>
/// <param name="Since">When the first of them ended; null if not known.</param>
/// <param name="IsOpenEnded">Whether the row may have begun before <paramref name="Since"/>.</param>
/// <param name="LastGoodAt">When the last successful run ended; null if none is known.</param>
internal sealed record FailureRow(
    ExecutionData? Newest, int Count, bool IsAtLeast, DateTimeOffset? Since, bool IsOpenEnded, DateTimeOffset? LastGoodAt)
{
    /// <summary>Works out the row.</summary>
    /// <param name="ending">How the pipeline stands by its known runs.</param>
    /// <param name="known">All known runs of the source.</param>
    /// <param name="before">What was last published of the pipeline: it may know of runs that are no longer known.</param>
    public static FailureRow Of(RunEnding ending, KnownRuns known, PipelineStatus? before)
    {
        var count = ending.Failures.Count;
        var isOpenEnded = ending.Good is null && known.IsFull;
        var isAtLeast = isOpenEnded || (count > 1 && known.IsOutOfView(ending.FirstFailure!.Id));
        return new FailureRow(
            ending.NewestFailure,
            isAtLeast ? Math.Max(count, before?.FailuresInARow ?? 0) : count,
            isAtLeast,
            ending.FirstFailure?.EndedAt(),
            isOpenEnded,
            isOpenEnded ? before?.LastGoodAt : ending.Good?.EndedAt());
    }
}
