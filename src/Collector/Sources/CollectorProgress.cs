namespace FlextMonitor.Collector.Sources;

/// <inheritdoc/>
internal sealed class CollectorProgress(SourceWatchers watchers) : ICollectorProgress
{
    public bool Moves => watchers.All.Where(watcher => watcher.Context.HasTerm).All(watcher => watcher.Context.Progress.Moves(watcher.Context.Pace.Interval));
}
