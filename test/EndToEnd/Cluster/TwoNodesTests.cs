using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>Two monitors as processes, a real Redis and a real PostgreSQL, and one of the monitors that goes away.</summary>
[Collection(nameof(RealProcesses))]
public sealed class TwoNodesTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private readonly DaemonScript _script = new();
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _first = null!;
    private MonitorProcess _second = null!;
    private int _cpu;

    public async ValueTask InitializeAsync()
    {
        // Each answer is new, so that fresh values can be told from old ones.
        _script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = Interlocked.Increment(ref _cpu) % 100, MemoryUsage = 40 });
        _daemon = await ScriptedDaemon.StartAsync(_script);
        var (database, queue) = (await postgres.CreateDatabaseAsync(), await redis.CreateDatabaseAsync());
        _first = await StartAsync("first", database, queue);
        _second = await StartAsync("second", database, queue);
    }

    [Theory]
    [InlineData("KILL", 7)]
    [InlineData("TERM", 2)]
    public async Task End_OfTheNodeThatCollectsAndEvaluates_TheOtherGoesOn(string signal, int mostSeconds)
    {
        var token = await _second.SignInAsync();
        await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
        var before = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        await EvaluatedAsync(token, after: null);

        var began = TimeProvider.System.GetTimestamp();
        await _first.Program.SignalAsync(signal);
        var fresh = await subscriber.NextAsync<DashboardStats>(stats => stats.Epoch > before.Epoch);
        var took = TimeProvider.System.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper?.WriteLine($"{signal}: fresh values after {took.TotalSeconds:0.00} s");

        fresh.Fallback.ShouldBeFalse();
        took.ShouldBeLessThan(TimeSpan.FromSeconds(mostSeconds));
        await EvaluatedAsync(token, after: TimeProvider.System.GetUtcNow());
        var states = subscriber.Received.OfType<SourceStatus>().Where(status => status.Source == "default").Select(status => status.State).ToList();
        states.ShouldNotContain(SourceState.Connecting);
        states.ShouldNotContain(SourceState.Down);
        var order = subscriber.Received.OfType<DashboardStats>().Where(stats => stats.Source == "default").Select(stats => (stats.Epoch, stats.Sequence)).ToList();
        order.ShouldBe(order.Order());
    }

    [Fact]
    public async Task Silence_AskedOfTheNodeThatDoesNotEvaluate_IsCarriedOutWithinASecond()
    {
        var token = await _second.SignInAsync();
        await EvaluatedAsync(token, after: null);
        using var client = new HttpClient { BaseAddress = new Uri(_second.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await SilenceAsync(client);

        var began = TimeProvider.System.GetTimestamp();
        var status = await SilenceAsync(client);

        // 202 would say that it is recorded, and nobody has carried it out.
        status.ShouldBe(HttpStatusCode.OK);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    private Task<MonitorProcess> StartAsync(string node, string database, string queue) => MonitorProcess.StartAsync(
        [("default", _daemon.Address)], ("Cluster:Node", node), ("ConnectionStrings:Monitor", database), ("ConnectionStrings:Redis", queue));

    private static async Task<HttpStatusCode> SilenceAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync(Routes.AlertSilences, new { reason = "a release", to = TimeProvider.System.GetUtcNow().AddHours(1) }).DefaultTimeout();
        return answer.StatusCode;
    }

    /// <summary>Completes when the second node has read an evaluation, or one after a time: the heartbeat that ends a first state tells the last one.</summary>
    private async Task EvaluatedAsync(string token, DateTimeOffset? after) => await Eventually.GetAsync(
        async () =>
        {
            await using var subscriber = await _second.SubscribeAsync(token, HubProtocolKind.Json);
            return (await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.Source == "default")).EvaluatedAt;
        },
        evaluatedAt => evaluatedAt is { } at && (after is null || at > after),
        TimeSpan.FromMinutes(1));
}
