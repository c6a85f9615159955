using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Npgsql;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes that lose their PostgreSQL, and then Redis as well.</summary>
[Collection(nameof(RealProcesses))]
public sealed class PostgresAwayTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly DaemonScript _script = new();
    private readonly RedisServer _redis = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private string _database = "";
    private int _told;
    private volatile bool _isUnwell;

    public async ValueTask InitializeAsync()
    {
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref _told), CpuUsage = 10, MemoryUsage = 40 });
        _script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = !_isUnwell,
            Components = { ["db"] = new Proto.ComponentHealth { Name = "db", Healthy = !_isUnwell } },
        });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        _database = await postgres.CreateDatabaseAsync();
        var queue = await _redis.CreateDatabaseAsync();
        _first = await StartAsync("first", queue);
        _second = await StartAsync("second", queue);
    }

    [Fact]
    public async Task Postgres_AwayAndThenRedisToo_LiveGoesOnAsLongAsItCan_AndAllIsBackByItself()
    {
        var token = await _second.SignInAsync();
        await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        await subscriber.NextAsync<Heartbeat>(IsOfEvaluator);

        await RefuseAsync();
        _isUnwell = true;

        // Figures are live without it. Nothing is evaluated.
        await subscriber.NextAsync<Contracts.HealthStatus>(health => !health.Healthy);
        await NewerAsync(subscriber);
        await NewerAsync(subscriber);
        subscriber.Received.OfType<Problem>().ShouldNotContain(problem => problem.Kind == ProblemKinds.Component);

        // With both away, the page keeps what was known.
        await _redis.KillAsync();
        await Eventually.GetAsync(HealthAsync, health => health.Contains("Redis cannot be reached", StringComparison.Ordinal));
        subscriber.Closed.IsCompleted.ShouldBeFalse();
        await AllowAsync();
        await _redis.StartAgainAsync();

        await NewerAsync(subscriber);
        var problem = subscriber.Received.OfType<Problem>().FirstOrDefault(IsOfComponent) ?? await subscriber.NextAsync<Problem>(IsOfComponent);
        await subscriber.NextAsync<Heartbeat>(heartbeat => IsOfEvaluator(heartbeat) && heartbeat.EvaluatedAt > problem.Since);
        subscriber.Received.OfType<Problem>().Where(IsOfComponent).Select(one => one.Id).Distinct().ShouldHaveSingleItem();
        subscriber.Received.OfType<ProblemResolved>().ShouldNotContain(resolved => resolved.Id == problem.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static bool IsOfEvaluator(Heartbeat heartbeat) => heartbeat is { Source: "_monitor", EvaluatedAt: not null };

    private static bool IsOfComponent(Problem problem) => problem.Kind == ProblemKinds.Component;

    private Task<DashboardStats> NewerAsync(HubSubscriber subscriber)
    {
        var last = Volatile.Read(ref _told);
        return subscriber.NextAsync<DashboardStats>(stats => stats.TotalExecutions > last);
    }

    private string Name => new NpgsqlConnectionStringBuilder(_database).Database!;

    private async Task RefuseAsync()
    {
        await postgres.ExecuteAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
        await postgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");
    }

    private async Task<string> HealthAsync()
    {
        using var answer = await _second.GetAsync(Routes.HealthReady, token: null);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task AllowAsync() => postgres.ExecuteAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");

    private Task<MonitorProcess> StartAsync(string node, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", _database), ("ConnectionStrings:Redis", queue));
}
