using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;
using Npgsql;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes lose their PostgreSQL in different ways. Live state goes on, and what went wrong meanwhile opens once, when somebody can evaluate again.</summary>
[Collection(nameof(RealProcesses))]
public sealed class PostgresFaultTests(RedisServer redis) : IAsyncLifetime
{
    private readonly PostgresServer _postgres = new() { DiskMegabytes = 400 };
    private CountingDaemon _daemon = null!;
    private TcpRelay _relay = null!;
    private MonitorPair _pair = null!;

    public static TheoryData<string> Faults => LongTests.AreWanted ? ["paused", "cut off", "failed over", "crashed", "full"] : ["cut off"];

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        var direct = new NpgsqlConnectionStringBuilder(await _postgres.CreateDatabaseAsync());
        _relay = new TcpRelay(direct.Port);
        var database = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Host = IPAddress.Loopback.ToString(), Port = _relay.Port }.ConnectionString;
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], database, await redis.CreateDatabaseAsync());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Postgres_Away_LiveGoesOn_AndAProblemOfThatTimeOpensOnce(string fault)
    {
        var token = await _pair.Second.SignInAsync();
        await using var ofFirst = await _pair.First.SubscribeAsync(token, HubProtocolKind.Json);
        await using var ofSecond = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        await ofSecond.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });

        await BreakAsync(fault);
        _daemon.IsUnwell = true;
        foreach (var subscriber in new[] { ofFirst, ofSecond })
        {
            await subscriber.NextAsync<Contracts.HealthStatus>(health => !health.Healthy);
            await _daemon.NewerAsync(subscriber);
            await _daemon.NewerAsync(subscriber);
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
        await _pair.DisposeAsync();
        await _relay.DisposeAsync();
        await _daemon.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task BreakAsync(string fault)
    {
        switch (fault)
        {
            case "paused":
                await _postgres.PauseAsync();
                break;
            case "crashed":
                await _postgres.CrashAsync();
                break;
            case "full":
                await _postgres.FillAsync();
                break;
            case "failed over":
                await _postgres.StartStandbyAsync();
                _relay.Swallow();
                break;
            default:
                _relay.Swallow();
                break;
        }
    }

    private async Task MendAsync(string fault)
    {
        switch (fault)
        {
            case "paused":
                await _postgres.ContinueAsync();
                break;
            case "full":
                await _postgres.MakeRoomAsync();
                break;
            case "failed over":
                _relay.LeadTo(await _postgres.PromoteStandbyAsync());
                _relay.Pass();
                break;
            default:
                _relay.Pass();
                break;
        }
    }
}
