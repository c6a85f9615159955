using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector;

/// <summary>Warns of tokens that would cross a network unencrypted.</summary>
internal sealed partial class PlainTokenWarning(SourceWatchers watchers, ILogger<PlainTokenWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var daemon in watchers.All.Select(watcher => watcher.Context.Daemon).Where(IsExposed))
        {
            Log.PlainToken(logger, daemon.Key, daemon.Address);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsExposed(DaemonOptions daemon) =>
        daemon.Token is not null && DaemonAddress.Parse(daemon.Address) is { IsTls: false, SocketPath: null, Url.IsLoopback: false };

    private static partial class Log
    {
        [LoggerMessage(2302, LogLevel.Warning, "The token of {Daemon} crosses the network unencrypted, because {Address} is plain HTTP: anyone on the way can read and use it. Use https://")]
        public static partial void PlainToken(ILogger logger, string daemon, string address);
    }
}
