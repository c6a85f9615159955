namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>A start that was due and did not take place.</summary>
/// <param name="PipelineId">The pipeline's id.</param>
/// <param name="PipelineName">Its name; its id if it has no name.</param>
/// <param name="DueAt">When it was due (UTC).</param>
internal sealed record MissedStart(string PipelineId, string PipelineName, DateTimeOffset DueAt);
