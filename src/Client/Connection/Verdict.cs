namespace FlextMonitor.Client.Connection;

/// <summary>What follows from an attempt that failed or a connection that ended.</summary>
/// <param name="Reason">What happened, for a person.</param>
/// <param name="Wait">How long to wait before the next attempt, 0 or more; null to stop trying.</param>
internal readonly record struct Verdict(string Reason, TimeSpan? Wait);
