using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>The process that collects is cut off from Redis until another one has taken over. What it could not write meanwhile comes too late: it is refused, and counted.</summary>
[Collection(nameof(RealProcesses))]
public sealed class LateWritesTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private const string Refused = "flextmonitor_feed_refused_total{";

    private CountingDaemon _daemon = null!;
    private TcpRelay _relay = null!;
    private MonitorPair _pair = null!;

    private MonitorProcess Late => _pair.First;

    private MonitorProcess Next => _pair.Second;

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _relay = new TcpRelay(await redis.PortAsync());
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], database, (_relay.Through(queue), "hub,collector"), (queue, "hub,collector,evaluator"));
    }

    [Fact]
    public async Task CutOff_WhileItCollects_WhatItWritesLaterIsRefusedAndCounted()
    {
        var token = await Next.SignInAsync();
        await using var ofLate = await Late.SubscribeAsync(token, HubProtocolKind.Json);
        await using var ofNext = await Next.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await ofNext.NextAsync<DashboardStats>(stats => !stats.Fallback);
        var service = await ServiceTokenAsync(token);
        (await RefusedAsync(service)).ShouldBe(0);

        _relay.Swallow();
        await ofNext.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        _relay.Pass();

        await Eventually.GetAsync(() => RefusedAsync(service), refused => refused > 0);
        foreach (var subscriber in new[] { ofLate, ofNext })
        {
            await _daemon.NewerAsync(subscriber);
            var figures = subscriber.Received.OfType<DashboardStats>().ToList();
            figures.Select(stats => (stats.Epoch, stats.Sequence)).ShouldBeInOrder();
            figures.Select(stats => stats.TotalExecutions).ShouldBeInOrder();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _relay.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    private async Task<string> ServiceTokenAsync(string token)
    {
        var grants = new JsonArray(new JsonObject { ["role"] = "viewer", ["sources"] = new JsonArray() });
        return (string)(await Next.PostAsync(Routes.Tokens, token, new JsonObject { ["name"] = "metrics", ["grants"] = grants }))["token"]!;
    }

    /// <summary>How many values of the process that was cut off have been refused, as its metrics tell.</summary>
    private async Task<double> RefusedAsync(string service)
    {
        using var answer = await Late.GetAsync("/metrics", service);
        var lines = (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        return lines.Where(line => line.StartsWith(Refused, StringComparison.Ordinal)).Sum(line => double.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
