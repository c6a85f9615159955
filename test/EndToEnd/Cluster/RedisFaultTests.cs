using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes lose their Redis in different ways, while one daemon is well and another one goes down and comes back.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RedisFaultTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private CountingDaemon _well = null!;
    private ScriptedDaemon _failing = null!;
    private TcpRelay _relay = null!;
    private MonitorPair _pair = null!;
    private int _replica;

    public static TheoryData<string> Faults => LongTests.AreWanted ? ["killed", "paused", "cut off", "failed over", "full"] : ["killed", "paused"];

    public async ValueTask InitializeAsync()
    {
        _well = await CountingDaemon.StartAsync();
        _failing = await ScriptedDaemon.StartAsync();
        _relay = new TcpRelay(await _redis.PortAsync());
        _pair = await MonitorPair.StartAsync([("well", _well.Address), ("failing", _failing.Address)], await postgres.CreateDatabaseAsync(), _relay.Endpoint);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Redis_Away_ADaemonThatIsWellStaysWell_AndOneThatGoesDownIsTold(string fault)
    {
        var token = await _pair.Second.SignInAsync();
        await using var ofFirst = await _pair.First.SubscribeAsync(token, HubProtocolKind.Json);
        await using var ofSecond = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofFirst.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });
        await ofFirst.NextAsync<DashboardStats>(stats => stats is { Source: "well", Fallback: false });
        await Eventually.GetAsync(() => _pair.Second.ReadAsync(Routes.Cluster, token), cluster => cluster["leases"]!.AsArray().All(lease => ((string?)lease!["holder"])?.StartsWith("first/", StringComparison.Ordinal) == true));

        await BreakAsync(fault, ofSecond);
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
        await _pair.DisposeAsync();
        await _relay.DisposeAsync();
        await _failing.DisposeAsync();
        await _well.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task ShouldBeExactAsync(HubSubscriber ofFirst, HubSubscriber ofSecond, string token)
    {
        var all = (await _pair.Second.ReadAsync($"{Routes.Problems}?state=all&from=2020-01-01T00:00:00Z", token))["problems"]!.AsArray();
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

    private async Task BreakAsync(string fault, HubSubscriber subscriber)
    {
        switch (fault)
        {
            case "killed":
                await _redis.KillAsync();
                break;
            case "paused":
                await _redis.PauseAsync();
                break;
            case "full":
                await _redis.FillAsync();
                break;
            case "failed over":
                await _redis.StartReplicaAsync();
                _replica = await _redis.PromoteReplicaAsync();

                // Replication is asynchronous: all hubs have seen values that the replica lacks.
                await NewerAsync(subscriber);
                await NewerAsync(subscriber);
                await _redis.KillAsync();
                break;
            default:
                _relay.Swallow();
                break;
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
            case "failed over":
                _relay.LeadTo(_replica);
                return Task.CompletedTask;
            default:
                _relay.Pass();
                return Task.CompletedTask;
        }
    }

    private Task<DashboardStats> NewerAsync(HubSubscriber subscriber, int seconds = 5) => _well.NewerAsync(subscriber, "well").WaitAsync(TimeSpan.FromSeconds(seconds));
}
