namespace FlextMonitor.Daemon.Runs;

/// <summary>A request to start a run.</summary>
/// <param name="PipelineId">The id of the pipeline to run.</param>
/// <param name="FullRefresh">Whether to read everything again instead of only what has changed.</param>
/// <param name="Environment">Environment variables of the run; may be empty.</param>
internal sealed record RunRequest(string PipelineId, bool FullRefresh, IReadOnlyDictionary<string, string> Environment);
