namespace FlextMonitor.Daemon.Embedding;

/// <summary>
/// The lifetime of an application inside another one. The usual one would react to the process' signals by itself, so that
/// the daemon would be gone before those who watch it.
/// </summary>
internal sealed class HostedElsewhere : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
