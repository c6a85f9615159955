using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The values that a source last published. A new term of its collector continues from them.</summary>
/// <param name="Status">Its status; null if nothing was published yet.</param>
/// <param name="Stats">Its figures, which may be a fallback; null if there were none.</param>
/// <param name="Health">Its health, which may be a fallback; null if there was none.</param>
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

    /// <summary>Groups the latest values of one source by type.</summary>
    public static PublishedState From(IReadOnlyList<SourceMessage> latest) => new(
        latest.OfType<SourceStatus>().SingleOrDefault(),
        latest.OfType<DashboardStats>().SingleOrDefault(),
        latest.OfType<HealthStatus>().SingleOrDefault(),
        [.. latest.OfType<ExecutionData>()],
        [.. latest.OfType<PipelineDefinition>()]);
}
