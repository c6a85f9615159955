namespace FlextMonitor.Collector.Sources;

/// <summary>How one sample of a feed went.</summary>
/// <param name="Feed">Which.</param>
/// <param name="StartedAt">When its call began.</param>
/// <param name="At">When its answer or failure was there.</param>
/// <param name="Failure">Null where it was answered.</param>
/// <param name="Notice">What of the answer is not shown; null where all of it is.</param>
internal sealed record FeedOutcome(FeedKind Feed, DateTimeOffset StartedAt, DateTimeOffset At, CallFailure? Failure, string? Notice = null);
