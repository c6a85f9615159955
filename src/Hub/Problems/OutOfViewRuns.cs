using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Which ended runs are remembered after newer ones have put them out of view.</summary>
internal static class OutOfViewRuns
{
    /// <summary>The most runs remembered of one source.</summary>
    public const int Most = 300;

    /// <summary>Those that have ended and that the daemon may still have. One that would be in view if the daemon still had it is gone.</summary>
    /// <param name="left">Runs that are in view no longer.</param>
    /// <param name="inView">Runs in view, newest first.</param>
    /// <param name="limit">How many are in view, besides those that run.</param>
    public static IReadOnlyList<ExecutionData> Ended(IEnumerable<ExecutionData> left, IReadOnlyList<ExecutionData> inView, int limit)
    {
        var oldest = OldestInView(inView, limit);
        return [.. left.Where(run => run.HasEnded() && (oldest is null || ExecutionOrder.NewestFirst.Compare(oldest, run) < 0))];
    }

    /// <summary>
    /// What to keep: runs that say how their pipeline stands, and those that ended since the oldest in view began. Failures come first if there is no room
    /// for all.
    /// </summary>
    /// <param name="ended">What <see cref="Ended"/> found.</param>
    /// <param name="inView">Runs in view, newest first.</param>
    /// <param name="limit">How many are in view, besides those that run.</param>
    public static IReadOnlyList<ExecutionData> Keep(IReadOnlyList<ExecutionData> ended, IReadOnlyList<ExecutionData> inView, int limit)
    {
        var telling = TellingOf([.. inView, .. ended]);
        var from = OldestInView(inView, limit)?.StartedAt ?? DateTimeOffset.MaxValue;
        return
        [
            .. ended.Where(run => telling.Contains(run.Id) || run.EndedAt() >= from)
                .OrderByDescending(run => run.Status == ExecutionStatus.Failed)
                .ThenBy(run => run, ExecutionOrder.NewestFirst)
                .Take(Most),
        ];
    }

    private static ExecutionData? OldestInView(IReadOnlyList<ExecutionData> inView, int limit) => limit <= inView.Count ? inView[limit - 1] : null;

    // Of each pipeline: the last failure, the first one in a row with it, the last good run, and what that made up for.
    private static HashSet<string> TellingOf(IEnumerable<ExecutionData> runs)
    {
        var telling = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ofOne in runs.GroupBy(run => run.PipelineId))
        {
            var ending = RunEnding.Of(ofOne.Order(ExecutionOrder.NewestFirst));
            telling.UnionWith(
                new[] { ending.NewestFailure, ending.FirstFailure, ending.Good, ending.MadeUpFor }
                    .OfType<ExecutionData>()
                    .Select(run => run.Id));
        }

        return telling;
    }
}
