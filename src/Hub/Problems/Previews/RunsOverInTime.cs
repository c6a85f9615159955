using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>Knows of which runs nothing changes while they run, so that a rule on slow runs need not hear of them before they end: they are most.</summary>
internal sealed class RunsOverInTime
{
    private readonly Dictionary<string, List<DateTimeOffset>> _ends;

    /// <param name="runs">All runs of a source.</param>
    public RunsOverInTime(IEnumerable<ExecutionData> runs) =>
        _ends = runs.Where(run => run.EndedAt() is not null).GroupBy(run => run.PipelineId, StringComparer.Ordinal)
            .ToDictionary(pipeline => pipeline.Key, pipeline => pipeline.Select(run => run.EndedAt()!.Value).Order().ToList(), StringComparer.Ordinal);

    /// <summary>Whether a run ended before it was slow, and no other run of its pipeline, by which the usual time changes, ended meanwhile.</summary>
    /// <param name="run">A run that begins now.</param>
    /// <param name="slowAfter">What takes longer is slow; null if that is not known.</param>
    public bool Contains(ExecutionData run, TimeSpan? slowAfter) =>
        run is { StartedAt: { } started } && run.EndedAt() is { } ended && !(ended - started > slowAfter) && CountBetween(_ends[run.PipelineId], started, ended) == 1;

    private static int CountBetween(List<DateTimeOffset> ends, DateTimeOffset from, DateTimeOffset to)
    {
        var place = ends.BinarySearch(from);
        var first = place < 0 ? ~place : place;
        while (first > 0 && ends[first - 1] == from)
        {
            first--;
        }

        var count = 0;
        while (count < 2 && first + count < ends.Count && ends[first + count] <= to)
        {
            count++;
        }

        return count;
    }
}
