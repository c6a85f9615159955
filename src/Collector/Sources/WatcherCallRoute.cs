namespace FlextMonitor.Collector.Sources;

/// <summary>Calls daemons over the watchers' connections.</summary>
internal sealed class WatcherCallRoute(SourceWatchers watchers, TimeProvider time) : ISourceCallRoute
{
    private readonly Dictionary<string, (SourceWatcher Watcher, DaemonTurns Turns)> _byName = watchers.All.ToDictionary(
        watcher => watcher.Context.Daemon.Name, watcher => (watcher, new DaemonTurns(watcher.Context.Daemon, time)), StringComparer.Ordinal);

    public ISourceCalls? Find(string source, string caller) =>
        _byName.TryGetValue(source, out var found) ? new SourceCalls(found.Watcher, found.Turns, caller, time) : null;
}
