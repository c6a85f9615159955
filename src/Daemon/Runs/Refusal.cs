namespace FlextMonitor.Daemon.Runs;

/// <summary>Why a source of runs does not do what it was asked to.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Message">What a person can act on.</param>
internal sealed record Refusal(RefusalReason Reason, string Message);
