using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Storage;

/// <summary>Warns of databases whose connections may cross a network unencrypted.</summary>
internal sealed partial class PlainDatabaseWarning(IEnumerable<IStore> stores, ILogger<PlainDatabaseWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var database in stores.Select(store => store.Database).Where(database => database.MayBeOverheard).DistinctBy(database => database.ConnectionString))
        {
            Log.MayBeOverheard(logger, database.Origin);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2084, LogLevel.Warning, "The connection of {Setting} may cross the network unencrypted, or to a server that nobody has checked. Add SSL Mode=VerifyFull, and Root Certificate=… where the system does not trust the server's authority")]
        public static partial void MayBeOverheard(ILogger logger, string setting);
    }
}
