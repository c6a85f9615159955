using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two processes of one installation. The first one to start holds all leases.</summary>
internal sealed class MonitorPair : IAsyncDisposable
{
    private const string AllRoles = "hub,collector,evaluator";

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
    public static Task<MonitorPair> StartAsync(IReadOnlyList<(string Name, string Address)> daemons, string database, string queue) => StartAsync(daemons, database, (queue, AllRoles), (queue, AllRoles));

    /// <summary>As above, with a connection string of Redis and roles for each.</summary>
    public static async Task<MonitorPair> StartAsync(
        IReadOnlyList<(string Name, string Address)> daemons, string database, (string Queue, string Roles) ofFirst, (string Queue, string Roles) ofSecond)
    {
        var first = await StartOneAsync("first", ofFirst);
        try
        {
            return new MonitorPair(first, await StartOneAsync("second", ofSecond));
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }

        Task<MonitorProcess> StartOneAsync(string node, (string Queue, string Roles) of) => MonitorProcess.StartAsync(
            daemons, ("Cluster:Node", node), ("Cluster:Roles", of.Roles), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", of.Queue));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
