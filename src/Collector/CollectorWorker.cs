using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector;

/// <summary>Runs the watchers for as long as the host runs. Each restarts by itself after a failure.</summary>
internal sealed class CollectorWorker(SourceWatchers watchers) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var watcher in watchers.All)
        {
            watcher.Board.Introduce();
        }

        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(watchers.All.Select(watcher => Task.Run(() => watcher.RunAsync(stoppingToken), CancellationToken.None)));
}
