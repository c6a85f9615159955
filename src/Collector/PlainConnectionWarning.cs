using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector;

/// <summary>Warns of daemons whose tokens or answers cross a network unencrypted.</summary>
internal sealed partial class PlainConnectionWarning(SourceWatchers watchers, ILogger<PlainConnectionWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var daemon in watchers.All.Select(watcher => watcher.Context.Daemon).Where(IsExposed))
        {
            if (daemon.Token is null)
            {
                Log.PlainConnection(logger, daemon.Key, daemon.Address);
            }
            else
            {
                Log.PlainToken(logger, daemon.Key, daemon.Address);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsExposed(DaemonOptions daemon) =>
        DaemonAddress.Parse(daemon.Address) is { IsTls: false, SocketPath: null, Url.IsLoopback: false };

    private static partial class Log
    {
        [LoggerMessage(2302, LogLevel.Warning, "The token of {Daemon} crosses the network unencrypted, because {Address} is plain HTTP: anyone on the way can read and use it. Use https://")]
        public static partial void PlainToken(ILogger logger, string daemon, string address);

        [LoggerMessage(2303, LogLevel.Warning, "What {Daemon} answers crosses the network unencrypted, because {Address} is plain HTTP: anyone on the way can read and change it. Use https://")]
        public static partial void PlainConnection(ILogger logger, string daemon, string address);
    }
}
