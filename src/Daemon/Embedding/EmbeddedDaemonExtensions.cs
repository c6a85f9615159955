namespace FlextMonitor.Daemon.Embedding;

/// <summary>Puts a daemon into another process.</summary>
public static class EmbeddedDaemonExtensions
{
    /// <summary>
    /// Runs a daemon inside this process, on a Unix domain socket alone: it listens before any hosted service of the host
    /// starts, and stops after all of them. Its settings are the section <c>Daemon</c> of the host's configuration; its log
    /// is the host's.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="socketPath">
    /// The socket's file, e.g. of <see cref="EmbeddedDaemon.NewSocketPath"/>; callers reach it as <c>unix:</c> and this path.
    /// Its folder must be its own: it is made where it is missing, and must be closed to other users (mode 0700).
    /// A file that a killed process left behind is replaced.
    /// </param>
    /// <exception cref="ArgumentException">The path is not absolute, or longer than a socket's may be (107 bytes on Linux).</exception>
    public static IServiceCollection AddEmbeddedDaemon(this IServiceCollection services, string socketPath)
    {
        var socket = new SocketFile(socketPath);
        return services.AddHostedService(provider => new EmbeddedDaemon(socket, provider, provider.GetRequiredService<ILogger<EmbeddedDaemon>>()));
    }
}
