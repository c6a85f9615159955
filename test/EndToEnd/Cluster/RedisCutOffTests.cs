using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Only the process that evaluates is cut off from Redis. Another one goes on collecting, and neither may end up with the values of its own term alone.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RedisCutOffTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private CountingDaemon _daemon = null!;
    private TcpRelay _relay = null!;
    private MonitorPair _pair = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _relay = new TcpRelay(await redis.PortAsync());
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], database, (queue, "hub,collector"), (_relay.Through(queue), "hub,collector,evaluator"));
    }

    [Fact]
    public async Task CutOff_AndBack_BothHubsShowTheDaemonAsItIs()
    {
        var token = await _pair.First.SignInAsync();
        await using var there = await _pair.First.SubscribeAsync(token, HubProtocolKind.Json);
        await using var here = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await here.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await here.NextAsync<Heartbeat>(heartbeat => heartbeat is { Source: "_monitor", EvaluatedAt: not null });

        _relay.Swallow();
        var alone = await here.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        (await _daemon.NewerAsync(there)).Epoch.ShouldBe(before.Epoch, "the other process still holds the lease");
        _relay.Pass();

        var again = await here.NextAsync<DashboardStats>(stats => stats.Epoch > alone.Epoch);
        (await there.NextAsync<DashboardStats>(stats => stats.Epoch == again.Epoch)).Fallback.ShouldBeFalse();
        await _daemon.NewerAsync(here);
        await _daemon.NewerAsync(there);
        foreach (var subscriber in new[] { here, there })
        {
            var figures = subscriber.Received.OfType<DashboardStats>().ToList();
            figures.Select(stats => (stats.Epoch, stats.Sequence)).ShouldBeInOrder();
            figures.Select(stats => stats.TotalExecutions).ShouldBeInOrder();
            subscriber.Received.OfType<SourceStatus>().ShouldAllBe(status => status.State == SourceState.Live);
            subscriber.Received.OfType<Problem>().ShouldBeEmpty();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _relay.DisposeAsync();
        await _daemon.DisposeAsync();
    }
}
