namespace FlextMonitor.Collector;

/// <summary>A collector in a process of its own.</summary>
internal sealed partial class StandAlone
{
    private StandAlone()
    {
    }

    public static void Announce(Microsoft.Extensions.Logging.ILogger logger) => NothingHears(logger);

    [LoggerMessage(2301, LogLevel.Warning, "This collector runs alone: nothing joins it to a hub yet, so nothing can hear what it collects")]
    private static partial void NothingHears(Microsoft.Extensions.Logging.ILogger logger);
}
