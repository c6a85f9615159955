using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Client;

/// <summary>Starts the client with its host.</summary>
internal sealed class MonitorClientService(MonitorClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        client.Begin();
        return Task.CompletedTask;
    }

    // The container disposes of the client, which closes the connection.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
