namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>How the message with a report stands.</summary>
/// <param name="Result"><c>waiting</c>, <c>delivered</c>, <c>refused</c>, <c>given-up</c> or <c>withdrawn</c>.</param>
/// <param name="Attempts">How often it was tried, 0 or more.</param>
/// <param name="NextAttemptAt">When it is tried next (UTC); null once it is not.</param>
/// <param name="Answer">What the channel answered last; null before.</param>
/// <param name="EndedAt">When it was delivered or given up (UTC); null while it waits.</param>
public sealed record ReportStanding(string Result, int Attempts, DateTimeOffset? NextAttemptAt, string? Answer, DateTimeOffset? EndedAt);
