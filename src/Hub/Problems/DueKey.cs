namespace FlextMonitor.Hub.Problems;

/// <summary>What has to be looked at again at a time although nothing new is heard.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="PipelineId">One of its pipelines; null for the source itself.</param>
internal readonly record struct DueKey(string Source, string? PipelineId);
