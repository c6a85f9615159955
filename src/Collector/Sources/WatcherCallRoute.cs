using System.Threading.RateLimiting;

namespace FlextMonitor.Collector.Sources;

/// <summary>Calls daemons over the watchers' connections.</summary>
internal sealed class WatcherCallRoute : ISourceCallRoute, IDisposable
{
    // Each open log occupies a thread in a daemon that uses one thread for each call. Without a limit, logs could occupy all of them.
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
