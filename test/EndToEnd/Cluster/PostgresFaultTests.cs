using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes lose their PostgreSQL in different ways. Live state goes on, and what went wrong meanwhile opens once, when somebody can evaluate again.</summary>
[Collection(nameof(RealProcesses))]
public sealed class PostgresFaultTests(RedisServer redis) : IAsyncLifetime
{
    private readonly PostgresServer _postgres = new() { DiskMegabytes = 400 };
    private readonly DaemonScript _script = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _told;
    private volatile bool _isUnwell;

    public static TheoryData<string> Faults => LongTests.AreWanted ? ["paused", "crashed", "full"] : ["paused"];

    public async ValueTask InitializeAsync()
    {
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref _told), CpuUsage = 10, MemoryUsage = 40 });
        _script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = !_isUnwell,
            Components = { ["db"] = new Proto.ComponentHealth { Name = "db", Healthy = !_isUnwell } },
        });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        var (database, queue) = (await _postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Postgres_Away_LiveGoesOn_AndAProblemOfThatTimeOpensOnce(string fault)
    {
        var token = await _second.SignInAsync();
        await using var ofFirst = await _first.SubscribeAsync(token, HubProtocolKind.Json);
        await using var ofSecond = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofSecond.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });

        await BreakAsync(fault);
        _isUnwell = true;
        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            await subscriber.NextAsync<Contracts.HealthStatus>(health => !health.Healthy);
            await NewerAsync(subscriber);
            await NewerAsync(subscriber);
        }

        await MendAsync(fault);
        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            var problem = subscriber.Received.OfType<Problem>().FirstOrDefault() ?? await subscriber.NextAsync<Problem>();
            problem.Kind.ShouldBe(ProblemKinds.Component);
            await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor" } && heartbeat.EvaluatedAt > problem.Since);
            subscriber.Received.OfType<Problem>().Select(one => one.Id).Distinct().ShouldHaveSingleItem();
            subscriber.Received.OfType<ProblemResolved>().ShouldBeEmpty();
            subscriber.Received.OfType<SourceStatus>().ShouldAllBe(status => status.State == SourceState.Live);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private Task BreakAsync(string fault) => fault switch
    {
        "paused" => _postgres.PauseAsync(),
        "crashed" => _postgres.CrashAsync(),
        _ => _postgres.FillAsync(),
    };

    private Task MendAsync(string fault) => fault switch
    {
        "paused" => _postgres.ContinueAsync(),
        "crashed" => Task.CompletedTask,
        _ => _postgres.MakeRoomAsync(),
    };

    private Task<DashboardStats> NewerAsync(HubSubscriber subscriber)
    {
        var last = Volatile.Read(ref _told);
        return subscriber.NextAsync<DashboardStats>(stats => stats.TotalExecutions > last);
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));
}
