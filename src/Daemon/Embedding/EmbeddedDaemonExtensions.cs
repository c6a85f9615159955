using FlextMonitor.Daemon.Figures;
using FlextMonitor.Daemon.Meltano;
using FlextMonitor.Daemon.Samples;
using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>Embeds a daemon in another process.</summary>
public static class EmbeddedDaemonExtensions
{
    /// <summary>
    /// Runs a daemon inside this process. It listens only on a Unix domain socket, starts before any hosted service of the host, and stops after all
    /// of them. It reads the sections <c>Daemon</c> and <c>Meltano</c> of the host's configuration and writes to the host's log.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="socketPath">
    /// The socket's file, such as <see cref="EmbeddedDaemon.NewSocketPath"/>; callers connect to <c>unix:</c> followed by this path. Its folder must
    /// hold nothing else. It is created if it is missing, and must be closed to other users (mode 0700). A file that a killed process left behind
    /// is replaced.
    /// </param>
    /// <param name="project">The section of the Meltano project to serve, such as <c>Meltano:1</c>; <c>null</c>: the only one, or sample pipelines.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or longer than a socket's path may be (107 bytes on Linux).</exception>
    public static IServiceCollection AddEmbeddedDaemon(this IServiceCollection services, string socketPath, string? project = null)
    {
        var socket = new SocketFile(socketPath);

        // AddHostedService would add only the first of several.
        return services.AddSingleton<IHostedService>(provider => new EmbeddedDaemon(socket, project, provider, provider.GetRequiredService<ILogger<EmbeddedDaemon>>()));
    }

    /// <summary>Registers the embedded daemon's settings, the sections <c>Daemon</c> and <c>Meltano</c>, as known to the host.</summary>
    public static IServiceCollection AddEmbeddedDaemonSettings(this IServiceCollection services) => services
        .AddKnownSettings<HostFiguresOptions>(HostFiguresOptions.Section)
        .AddKnownSettings<SampleOptions>(SampleOptions.Section)
        .AddMeltanoSettings();
}
