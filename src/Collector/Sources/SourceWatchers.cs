using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Publishing;
using FlextMonitor.Collector.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Sources;

/// <summary>The watchers of all daemons, one for each entry of the settings.</summary>
internal sealed class SourceWatchers
{
    private readonly Dictionary<string, SourceWatcher> _byName = new(StringComparer.Ordinal);

    public SourceWatchers(
        IOptions<CollectorOptions> options,
        IDaemonConnector connector,
        IFeedPublisher feed,
        MessageStamp stamp,
        CollectorMetrics metrics,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        Names = [.. options.Value.Daemons.Select(daemon => daemon.Name)];
        foreach (var daemon in options.Value.Daemons)
        {
            var reporter = new SourceReporter(daemon, feed, stamp, time, loggers.CreateLogger<SourceReporter>());
            var board = new SourceBoard(daemon, reporter, connector, time);
            var caller = new DaemonCaller(daemon, metrics, time);
            _byName.Add(daemon.Name, new SourceWatcher(board, caller, metrics, time, loggers.CreateLogger<SourceWatcher>()));
        }
    }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<string> Names { get; }

    public IEnumerable<SourceWatcher> All => Names.Select(name => _byName[name]);

    public SourceWatcher? Find(string name) => name is null ? null : _byName.GetValueOrDefault(name);
}
