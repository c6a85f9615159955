using System.Threading.RateLimiting;

namespace FlextMonitor.Collector.Sources;

/// <summary>Calls daemons over the connections that are kept for watching them.</summary>
internal sealed class WatcherCallRoute : ISourceCallRoute, IDisposable
{
    // Each open log occupies a thread of a daemon that has one for every call: without a limit the last would be gone.
    private readonly List<ConcurrencyLimiter> _logLimiters = [];
    private readonly Dictionary<string, SourceCalls> _byName = new(StringComparer.Ordinal);

    public WatcherCallRoute(SourceWatchers watchers, TimeProvider time)
    {
        foreach (var watcher in watchers.All)
        {
            var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = watcher.Context.Daemon.LogLimit });
            _logLimiters.Add(limiter);
            _byName.Add(watcher.Context.Daemon.Name, new SourceCalls(watcher, limiter, time));
        }
    }

    public ISourceCalls? Find(string source) => _byName.GetValueOrDefault(source);

    public void Dispose()
    {
        foreach (var limiter in _logLimiters)
        {
            limiter.Dispose();
        }
    }
}
