namespace FlextMonitor.Collector;

/// <summary>Warns that a collector in a process of its own reaches nobody.</summary>
internal sealed partial class StandAloneWarning(ILogger<StandAloneWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.RunsAlone(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2301, LogLevel.Warning, "This collector runs alone: it cannot be connected to a hub yet, so nothing receives what it collects")]
        public static partial void RunsAlone(ILogger logger);
    }
}
