namespace FlextMonitor.Daemon.Runs;

/// <summary>The answer to a <see cref="RunQuery"/>.</summary>
/// <param name="Runs">Newest first by start; empty where nothing fits.</param>
/// <param name="Total">How many fit, whatever the limit and the offset.</param>
internal sealed record RunPage(IReadOnlyList<Run> Runs, int Total);
