namespace FlextMonitor.Collector.Sources;

/// <summary>Decides when this process watches a source.</summary>
internal interface ITermPolicy
{
    /// <summary>Called for every watcher before anything else of the process runs.</summary>
    Task PrepareAsync(SourceWatcher watcher, CancellationToken cancellationToken);

    /// <summary>Watches a source whenever it is this process's turn, until cancelled.</summary>
    Task RunAsync(SourceWatcher watcher, CancellationToken cancellationToken);
}
