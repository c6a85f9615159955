using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector;

/// <summary>Runs the watchers for as long as the host runs, or while this process holds the leases of their sources. Each restarts by itself after a failure.</summary>
internal sealed class CollectorWorker(SourceWatchers watchers, ITermPolicy terms) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var watcher in watchers.All)
        {
            await terms.PrepareAsync(watcher, cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(watchers.All.Select(watcher => Task.Run(() => terms.RunAsync(watcher, stoppingToken), CancellationToken.None)));
}
