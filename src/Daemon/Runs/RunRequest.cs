namespace FlextMonitor.Daemon.Runs;

/// <summary>A run that somebody asks for.</summary>
/// <param name="PipelineId">What to run.</param>
/// <param name="FullRefresh">Whether to read everything anew, not only what has changed.</param>
/// <param name="Environment">Variables to run it with; may be empty.</param>
internal sealed record RunRequest(string PipelineId, bool FullRefresh, IReadOnlyDictionary<string, string> Environment);
