namespace FlextMonitor.Daemon.Runs;

/// <summary>The answer to a <see cref="RunQuery"/>.</summary>
/// <param name="Runs">Newest first by start; empty if none matches.</param>
/// <param name="Total">The number of matching runs, regardless of limit and offset.</param>
internal sealed record RunPage(IReadOnlyList<Run> Runs, int Total);
