using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>What a source last published, from which a new term of its collector goes on.</summary>
/// <param name="Status">Its status; null if nothing was published yet.</param>
/// <param name="Stats">Its figures, perhaps a fallback; null if there were none.</param>
/// <param name="Health">Its health, perhaps a fallback; null if there was none.</param>
/// <param name="Executions">Its executions in view.</param>
/// <param name="Pipelines">Its pipelines.</param>
internal sealed record PublishedState(
    SourceStatus? Status,
    DashboardStats? Stats,
    HealthStatus? Health,
    IReadOnlyList<ExecutionData> Executions,
    IReadOnlyList<PipelineDefinition> Pipelines)
{
    /// <summary>Nothing was published.</summary>
    public static PublishedState None { get; } = From([]);

    /// <summary>Sorts the latest values of one source.</summary>
    public static PublishedState From(IReadOnlyList<SourceMessage> latest) => new(
        latest.OfType<SourceStatus>().SingleOrDefault(),
        latest.OfType<DashboardStats>().SingleOrDefault(),
        latest.OfType<HealthStatus>().SingleOrDefault(),
        [.. latest.OfType<ExecutionData>()],
        [.. latest.OfType<PipelineDefinition>()]);
}
