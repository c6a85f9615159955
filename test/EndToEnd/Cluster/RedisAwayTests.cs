using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes, whose Redis is killed and comes back empty.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RedisAwayTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private CountingDaemon _daemon = null!;
    private MonitorPair _pair = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await CountingDaemon.StartAsync();
        _pair = await MonitorPair.StartAsync([("default", _daemon.Address)], await postgres.CreateDatabaseAsync(), await _redis.CreateDatabaseAsync());
    }

    [Fact]
    public async Task Redis_KilledAndBackEmpty_AlertsGoOnMeanwhile_AndAllHubsAreExactAgain()
    {
        var token = await _pair.Second.SignInAsync();
        await using var subscriber = await _pair.Second.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await Eventually.GetAsync(() => ClusterAsync(token), cluster => cluster["leases"]!.AsArray().Count(lease => lease!["holder"] is not null) == 2);

        await _redis.KillAsync();
        await Eventually.GetAsync(() => ClusterAsync(token), cluster => (bool)cluster["redisAway"]! && (string?)cluster["findings"]![0]!["code"] == "redis-away");
        _daemon.IsUnwell = true;

        // The process that evaluates collects for itself, so that the problem opens. The problem is in PostgreSQL.
        await Eventually.GetAsync(() => OpenAsync(token), kinds => kinds.Contains(ProblemKinds.Component), TimeSpan.FromMinutes(1));

        await _redis.StartAgainAsync();
        var fresh = await subscriber.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        fresh.Fallback.ShouldBeFalse();
        var component = subscriber.Received.OfType<Problem>().FirstOrDefault(problem => problem.Kind == ProblemKinds.Component)
            ?? await subscriber.NextAsync<Problem>(problem => problem.Kind == ProblemKinds.Component);

        await Eventually.GetAsync(() => ClusterAsync(token), cluster => cluster["findings"]!.AsArray().Count == 0);
        (await OpenAsync(token)).Count(kind => kind == ProblemKinds.Component).ShouldBe(1);
        subscriber.Received.OfType<SourceStatus>().Where(status => status.Source == "default").ShouldNotContain(status => status.State == SourceState.Connecting);
        subscriber.Received.OfType<ProblemResolved>().ShouldNotContain(resolved => resolved.Id == component.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        await _daemon.DisposeAsync();
        await _redis.DisposeAsync();
    }


    private Task<JsonNode> ClusterAsync(string token) => _pair.Second.ReadAsync(Routes.Cluster, token);

    private async Task<IReadOnlyList<string?>> OpenAsync(string token) =>
        [.. (await _pair.Second.ReadAsync($"{Routes.Problems}?state=open", token))["problems"]!.AsArray().Select(problem => (string?)problem!["kind"])];
}
