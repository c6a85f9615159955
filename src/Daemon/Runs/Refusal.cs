namespace FlextMonitor.Daemon.Runs;

/// <summary>Why a source of runs refuses a request.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Message">An explanation that a person can act on.</param>
internal sealed record Refusal(RefusalReason Reason, string Message);
