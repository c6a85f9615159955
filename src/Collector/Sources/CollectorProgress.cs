namespace FlextMonitor.Collector.Sources;

/// <inheritdoc/>
internal sealed class CollectorProgress(SourceWatchers watchers) : ICollectorProgress
{
    public bool Moves => watchers.All.All(watcher => watcher.Context.Progress.Moves(watcher.Context.Pace.Interval));
}
