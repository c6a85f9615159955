using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two processes of one installation. The first one to start holds all leases.</summary>
internal sealed class MonitorPair : IAsyncDisposable
{
    private MonitorPair(MonitorProcess first, MonitorProcess second)
    {
        First = first;
        Second = second;
    }

    public MonitorProcess First { get; }

    public MonitorProcess Second { get; }

    /// <summary>Starts them, one after the other.</summary>
    /// <param name="daemons">What they watch.</param>
    /// <param name="database">The connection string of their PostgreSQL.</param>
    /// <param name="queue">That of their Redis.</param>
    public static async Task<MonitorPair> StartAsync(IReadOnlyList<(string Name, string Address)> daemons, string database, string queue)
    {
        var first = await StartOneAsync("first");
        try
        {
            return new MonitorPair(first, await StartOneAsync("second"));
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }

        Task<MonitorProcess> StartOneAsync(string node) =>
            MonitorProcess.StartAsync(daemons, ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
