using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Sources;

/// <summary>The watchers of all daemons, one for each entry of the settings.</summary>
internal sealed class SourceWatchers
{
    public SourceWatchers(
        IOptions<CollectorOptions> options,
        IDaemonConnector connector,
        SourceTerms terms,
        CollectorMetrics metrics,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        All = [.. options.Value.Daemons.Select(daemon => new SourceWatcher(
            new SourceContext(daemon, connector, time, () => terms.WithoutTerm(daemon)),
            terms,
            new DaemonCaller(daemon, metrics, time),
            metrics,
            time,
            loggers.CreateLogger<SourceWatcher>()))];
    }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<SourceWatcher> All { get; }
}
