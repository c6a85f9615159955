namespace FlextMonitor.Daemon.Embedding;

/// <summary>Sends the log of an embedded application to its host's log.</summary>
internal sealed class ForwardedLogging(ILoggerFactory host) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => host.CreateLogger(categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The host's logger factory is the host's to dispose of.
    }
}
