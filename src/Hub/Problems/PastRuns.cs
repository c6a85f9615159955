using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Ended runs of one source that history knows and that are neither in view nor remembered for another reason.</summary>
internal sealed class PastRuns
{
    private const int TrimEvery = 1_000;

    private readonly Dictionary<string, ExecutionData> _runs = new(StringComparer.Ordinal);
    private int _trimAt = SourcePast.MostRuns + TrimEvery;

    public ExecutionData? Find(string id) => _runs.GetValueOrDefault(id);

    public void Add(ExecutionData run) => _runs[run.Id] = run;

    public bool Remove(string id) => _runs.Remove(id);

    /// <summary>Forgets the oldest if there are too many.</summary>
    /// <returns>What was forgotten.</returns>
    public IReadOnlyList<ExecutionData> Trim()
    {
        if (_runs.Count < _trimAt)
        {
            return [];
        }

        List<ExecutionData> inOrder = [.. _runs.Values.Order(ExecutionOrder.NewestFirst)];
        var kept = inOrder.GroupBy(run => run.PipelineId).SelectMany(runs => runs.Take(SourcePast.RunsOfEachPipeline)).Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        inOrder.RemoveAll(run => kept.Contains(run.Id) || (kept.Count < SourcePast.MostRuns && kept.Add(run.Id)));
        inOrder.ForEach(run => _runs.Remove(run.Id));
        _trimAt = _runs.Count + TrimEvery;
        return inOrder;
    }
}
