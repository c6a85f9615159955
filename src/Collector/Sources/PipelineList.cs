using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>A daemon's list of pipelines.</summary>
/// <param name="ById">The pipelines by id; may be empty.</param>
/// <param name="IsComplete">
/// Whether it holds as many pipelines as the daemon says it has. If not, a pipeline may have been deleted between two pages, or the daemon counts wrongly.
/// </param>
/// <param name="Lacks">Why it lacks pipelines that the daemon has; null if it lacks none. What is missing then proves nothing.</param>
internal sealed record PipelineList(IReadOnlyDictionary<string, PipelineDefinition> ById, bool IsComplete, string? Lacks = null);
