using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>Embeds a daemon in another process.</summary>
public static class EmbeddedDaemonExtensions
{
    /// <summary>
    /// Runs a daemon inside this process. It listens only on a Unix domain socket, starts before any hosted service of the host, and stops after all
    /// of them. It reads the section <c>Daemon</c> of the host's configuration and writes to the host's log.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="socketPath">
    /// The socket's file, such as <see cref="EmbeddedDaemon.NewSocketPath"/>; callers connect to <c>unix:</c> followed by this path. Its folder must
    /// hold nothing else. It is created if it is missing, and must be closed to other users (mode 0700). A file that a killed process left behind
    /// is replaced.
    /// </param>
    /// <exception cref="ArgumentException">The path is not absolute, or longer than a socket's path may be (107 bytes on Linux).</exception>
    public static IServiceCollection AddEmbeddedDaemon(this IServiceCollection services, string socketPath)
    {
        var socket = new SocketFile(socketPath);
        return services.AddHostedService(provider => new EmbeddedDaemon(socket, provider, provider.GetRequiredService<ILogger<EmbeddedDaemon>>()));
    }

    /// <summary>Registers the embedded daemon's settings, the section <c>Daemon</c>, as known to the host.</summary>
    public static IServiceCollection AddEmbeddedDaemonSettings(this IServiceCollection services) => services
        .AddKnownSettings<HostFiguresOptions>(HostFiguresOptions.Section)
        .AddKnownSettings<SampleOptions>(SampleOptions.Section);
}
