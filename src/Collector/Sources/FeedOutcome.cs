namespace FlextMonitor.Collector.Sources;

/// <summary>The outcome of one sample of a feed.</summary>
/// <param name="Feed">The feed that was sampled.</param>
/// <param name="StartedAt">When the call began.</param>
/// <param name="At">When the answer arrived or the call failed.</param>
/// <param name="Failure">Null if the daemon sent a usable answer.</param>
/// <param name="Notice">What part of the answer is not shown; null if all of it is shown.</param>
internal sealed record FeedOutcome(FeedKind Feed, DateTimeOffset StartedAt, DateTimeOffset At, CallFailure? Failure, string? Notice = null);
