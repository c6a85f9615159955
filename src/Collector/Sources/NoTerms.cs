namespace FlextMonitor.Collector.Sources;

/// <summary>This process watches nothing. It calls daemons only for those who ask.</summary>
internal sealed class NoTerms : ITermPolicy
{
    public Task PrepareAsync(SourceWatcher watcher, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(SourceWatcher watcher, CancellationToken cancellationToken) => Task.CompletedTask;
}
