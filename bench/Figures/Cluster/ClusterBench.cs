using System.Globalization;
using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>A daemon, a Redis and a PostgreSQL in containers, and monitors that share them.</summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    private readonly PostgresServer _postgres = new();
    private readonly List<MonitorServer> _nodes = [];
    private string _database = "";
    private string _queue = "";

    private ClusterBench(ScriptedDaemon daemon) => Daemon = daemon;

    public ScriptedDaemon Daemon { get; }

    public RedisServer Redis { get; } = new();

    /// <summary>Starts what the monitors need, without one.</summary>
    public static async Task<ClusterBench> StartAsync()
    {
        var bench = new ClusterBench(await StampedDaemon.StartAsync());
        bench._database = await bench._postgres.CreateDatabaseAsync();
        bench._queue = await bench.Redis.CreateDatabaseAsync();
        return bench;
    }

    /// <summary>Starts a monitor, which ends with this.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="interval">The time between samples, in seconds.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<MonitorServer> StartNodeAsync(string name, string roles, double interval, CancellationToken cancellationToken)
    {
        var node = await MonitorServer.StartAsync(
            Daemon.Address,
            MonitorServer.EmptyDataFolder(),
            cancellationToken,
            ("Cluster__Node", name),
            ("Cluster__Roles", roles),
            ("Daemons__0__Interval", TimeSpan.FromSeconds(interval).ToString("c", CultureInfo.InvariantCulture)),
            ("ConnectionStrings__Monitor", _database),
            ("ConnectionStrings__Redis", _queue));
        _nodes.Add(node);
        return node;
    }

    /// <summary>Ends a node before the others.</summary>
    public async Task EndNodeAsync(MonitorServer node)
    {
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    /// <summary>Connects a subscriber of a stock client.</summary>
    public static async Task<HubSubscriber> SubscribeAsync(MonitorServer node, CancellationToken cancellationToken)
    {
        var token = await node.SignInAsync(cancellationToken);
        return await HubSubscriber.ConnectAsync(node.Address.ToString(), HubProtocolKind.Json, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));
    }

    /// <summary>The load of subscribers at a node, in µs of its CPU for each subscriber and tick.</summary>
    public static async Task<double> CostAsync(MonitorServer node, int clients, Effort effort, CancellationToken cancellationToken)
    {
        var options = await node.OptionsAsync(Routes.DashboardHub, cancellationToken);
        var result = await LoadRun.RunAsync("load", cancellationToken, [.. options, ("clients", clients), ("warmup", effort.Seconds(5)), ("seconds", effort.Seconds(15))]);
        return CostOf(result);
    }

    /// <summary>What a run of the load tells.</summary>
    public static double CostOf(JsonElement result) => result.GetProperty("serverCpuUs").GetDouble() / Math.Max(1, result.GetProperty("healthy").GetProperty("ticks").GetDouble());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Daemon.DisposeAsync();
        await Redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
