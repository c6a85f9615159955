namespace FlextMonitor.Collector.Sources;

/// <summary>One process watches every source, in one term from its start to its end.</summary>
internal sealed class SoleTerms : ITermPolicy
{
    public Task PrepareAsync(SourceWatcher watcher, CancellationToken cancellationToken) => watcher.BeginTermAsync(cancellationToken);

    public Task RunAsync(SourceWatcher watcher, CancellationToken cancellationToken) => watcher.RunAsync(cancellationToken);
}
