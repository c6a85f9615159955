namespace FlextMonitor.Daemon.Embedding;

/// <summary>
/// The lifetime of an application inside another one. The default one reacts to the process's signals, so that the daemon would stop before its
/// watchers do.
/// </summary>
internal sealed class HostedElsewhere : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
