using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes, whose Redis is killed and comes back empty.</summary>
[Collection(nameof(RealProcesses))]
public sealed class RedisAwayTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly DaemonScript _script = new();
    private readonly RedisServer _redis = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _cpu;
    private volatile bool _isUnwell;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = Interlocked.Increment(ref _cpu) % 100, MemoryUsage = 40 });
        _script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = !_isUnwell,
            Components = { ["db"] = new Proto.ComponentHealth { Name = "db", Healthy = !_isUnwell } },
        });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await _redis.CreateDatabaseAsync());
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Fact]
    public async Task Redis_KilledAndBackEmpty_AlertsGoOnMeanwhile_AndAllHubsAreExactAgain()
    {
        var token = await _second.SignInAsync();
        await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await Eventually.GetAsync(() => ClusterAsync(token), cluster => cluster["leases"]!.AsArray().Count(lease => lease!["holder"] is not null) == 2);

        await _redis.KillAsync();
        await Eventually.GetAsync(() => ClusterAsync(token), cluster => (bool)cluster["redisAway"]! && (string?)cluster["findings"]![0]!["code"] == "redis-away");
        _isUnwell = true;

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
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));

    private Task<JsonNode> ClusterAsync(string token) => ReadAsync(Routes.Cluster, token);

    private async Task<IReadOnlyList<string?>> OpenAsync(string token) =>
        [.. (await ReadAsync($"{Routes.Problems}?state=open", token))["problems"]!.AsArray().Select(problem => (string?)problem!["kind"])];

    private async Task<JsonNode> ReadAsync(string path, string token)
    {
        using var answer = await _second.GetAsync(path, token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
    }
}
