using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What one source did before.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Runs">Ended runs, in no order: the newest of each pipeline, and those of the last 24 hours.</param>
/// <param name="Seen">How long it was watched in the last 24 hours, the oldest part first; parts do not overlap.</param>
public sealed record SourcePast(string Source, IReadOnlyList<ExecutionData> Runs, IReadOnlyList<SeenPart> Seen)
{
    /// <summary>The newest run of each pipeline that succeeded or failed and that its daemon was seen to remove, in no order.</summary>
    public IReadOnlyList<ExecutionData> Gone { get; init; } = [];

    /// <summary>How many of the newest runs of each pipeline are of use.</summary>
    public const int RunsOfEachPipeline = 100;

    /// <summary>How many runs are of use in all, unless the pipelines are too many for that.</summary>
    public const int MostRuns = 10_000;
}
