using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.History.Runs;

/// <summary>The runs of one pipeline that ended on one day, counted.</summary>
/// <param name="Succeeded">0 or more.</param>
/// <param name="Failed">0 or more.</param>
/// <param name="Cancelled">0 or more.</param>
/// <param name="ZeroRowRuns">Successful runs that told 0 rows.</param>
/// <param name="RunsWithRows">Successful runs that told their rows.</param>
/// <param name="Rows">All rows of those.</param>
/// <param name="RunsWithDuration">Successful runs whose duration is known.</param>
/// <param name="DurationSeconds">The sum of those durations.</param>
/// <param name="Durations">The same by class.</param>
internal sealed record PipelineDayCounts(
    int Succeeded, int Failed, int Cancelled, int ZeroRowRuns, int RunsWithRows, long Rows, int RunsWithDuration, long DurationSeconds, DurationHistogram Durations)
{
    /// <summary>Daemons report nonsense, and sums must not overflow.</summary>
    private const long Largest = 1L << 40;

    /// <summary>All runs, 0 or more.</summary>
    public int Runs => Succeeded + Failed + Cancelled;

    public static PipelineDayCounts Of(IReadOnlyCollection<EndedRun> runs)
    {
        List<EndedRun> good = [.. runs.Where(run => run.Status == ExecutionStatus.Success)];
        List<long> rows = [.. good.Select(run => run.Rows).OfType<long>().Select(value => Math.Min(value, Largest))];
        List<long> durations = [.. good.Select(run => run.DurationSeconds).OfType<long>().Select(value => Math.Min(value, Largest))];
        return new PipelineDayCounts(
            good.Count,
            runs.Count(run => run.Status == ExecutionStatus.Failed),
            runs.Count(run => run.Status == ExecutionStatus.Cancelled),
            rows.Count(value => value == 0),
            rows.Count,
            rows.Sum(),
            durations.Count,
            durations.Sum(),
            DurationHistogram.Of(durations));
    }
}
