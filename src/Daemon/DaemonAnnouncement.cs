using FlextMonitor.Daemon.Runs;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlextMonitor.Daemon;

/// <summary>Says what a daemon in a process of its own serves, and how it is watched, once it listens.</summary>
internal sealed partial class DaemonAnnouncement(IServer server, IRunSource runs, ILogger<DaemonAnnouncement> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is not null)
        {
            Log.Serving(logger, runs.Description, address);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(4002, LogLevel.Information, "Serving this host's figures and {Runs} as flext.FlextService. Watch it with --Daemons:0:Address={Address}")]
        public static partial void Serving(ILogger logger, string runs, string address);
    }
}
