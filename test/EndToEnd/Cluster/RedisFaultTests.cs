using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes lose their Redis in different ways, while one daemon is well and another one goes down and comes back.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RedisFaultTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private ScriptedDaemon _well = null!;
    private ScriptedDaemon _failing = null!;
    private TcpRelay _relay = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _told;

    public static TheoryData<string> Faults => LongTests.AreWanted ? ["killed", "paused", "cut off", "full"] : ["killed", "paused"];

    public async ValueTask InitializeAsync()
    {
        // Each answer is new, so that fresh values can be told from old ones.
        _well = await ScriptedDaemon.StartAsync(new DaemonScript { GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref _told), CpuUsage = 10, MemoryUsage = 40 }) });
        _failing = await ScriptedDaemon.StartAsync();
        _relay = new TcpRelay(await _redis.PortAsync());
        var (database, queue) = (await postgres.CreateDatabaseAsync(), _relay.Endpoint);
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Redis_Away_ADaemonThatIsWellStaysWell_AndOneThatGoesDownIsTold(string fault)
    {
        var token = await _second.SignInAsync();
        await using var ofFirst = await _first.SubscribeAsync(token, HubProtocolKind.Json);
        await using var ofSecond = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofFirst.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });
        await ofFirst.NextAsync<DashboardStats>(stats => stats is { Source: "well", Fallback: false });
        await Eventually.GetAsync(() => ReadAsync(Routes.Cluster, token), cluster => cluster["leases"]!.AsArray().All(lease => ((string?)lease!["holder"])?.StartsWith("first/", StringComparison.Ordinal) == true));

        await BreakAsync(fault);
        await NewerAsync(ofFirst, seconds: 15);

        // The process that evaluates judges what it collects, and its own pages show it.
        await _failing.StopAsync();
        var unreachable = await ofFirst.NextAsync<Problem>(problem => problem is { Source: "failing", Kind: ProblemKinds.Unreachable });
        await ofFirst.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor" } && heartbeat.EvaluatedAt > unreachable.Since);
        await _failing.StartAsync();
        (await ofFirst.NextAsync<ProblemResolved>()).Id.ShouldBe(unreachable.Id);

        var began = TimeProvider.System.GetTimestamp();
        await MendAsync(fault);
        await NewerAsync(ofSecond);
        await NewerAsync(ofFirst);
        var took = TimeProvider.System.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper?.WriteLine($"{fault}: both hubs were exact again after {took.TotalSeconds:0.00} s");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await ShouldBeExactAsync(ofFirst, ofSecond, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _relay.DisposeAsync();
        await _failing.DisposeAsync();
        await _well.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task ShouldBeExactAsync(HubSubscriber ofFirst, HubSubscriber ofSecond, string token)
    {
        var all = (await ReadAsync($"{Routes.Problems}?state=all&from=2020-01-01T00:00:00Z", token))["problems"]!.AsArray();
        all.Select(problem => ((string?)problem!["source"], (string?)problem["kind"])).ShouldBe([("failing", ProblemKinds.Unreachable)]);
        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            subscriber.Received.OfType<SourceStatus>().Where(status => status.Source == "well").ShouldAllBe(status => status.State == SourceState.Live);
            foreach (var source in new[] { "well", "failing" })
            {
                subscriber.Received.OfType<DashboardStats>().Where(stats => stats.Source == source).Select(stats => (stats.Epoch, stats.Sequence)).ShouldBeInOrder();
            }
        }
    }

    private Task BreakAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                return _redis.KillAsync();
            case "paused":
                return _redis.PauseAsync();
            case "full":
                return _redis.FillAsync();
            default:
                _relay.Swallow();
                return Task.CompletedTask;
        }
    }

    private Task MendAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                return _redis.StartAgainAsync();
            case "paused":
                return _redis.ContinueAsync();
            case "full":
                return _redis.MakeRoomAsync();
            default:
                _relay.Pass();
                return Task.CompletedTask;
        }
    }

    private Task<DashboardStats> NewerAsync(HubSubscriber subscriber, int seconds = 5)
    {
        var last = Volatile.Read(ref _told);
        return subscriber.NextAsync<DashboardStats>(stats => stats.Source == "well" && stats.TotalExecutions > last).WaitAsync(TimeSpan.FromSeconds(seconds));
    }

    private async Task<JsonNode> ReadAsync(string path, string token)
    {
        using var answer = await _second.GetAsync(path, token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("well", _well.Address), ("failing", _failing.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));
}
