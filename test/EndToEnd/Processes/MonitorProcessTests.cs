using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using SystemStats = FlextMonitor.Proto.SystemStats;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>The monitor as a real process: its own metrics and connections, and how it stops and restarts.</summary>
[Collection(nameof(RealProcesses))]
public sealed class MonitorProcessTests : IAsyncLifetime
{
    private const int Subscribers = 5000;

    /// <summary>All subscribers come from this program, with one token.</summary>
    private static readonly (string Key, string Value)[] LimitsOfOneProgram =
        [("Limits:ConnectionsPerAddress", "10000"), ("Limits:ConnectionsPerSession", "10000"), ("Limits:ConnectsPerSecond", "10000")];

    private static readonly TimeSpan ExitsWithin = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-test-");
    private ScriptedDaemon _daemon = null!;
    private MonitorProcess _monitor = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await StartAsync();
        _token = await _monitor.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Metrics_WithASubscriber_CoverHubAndCollector()
    {
        await using var subscriber = await ConnectAsync();
        await subscriber.FirstStateAsync();
        _daemon.Script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = 77 });
        await subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 77);

        // A round is recorded when it ends. A message of a later round shows that it has.
        await subscriber.NextAsync<Heartbeat>();

        var metrics = await (await _monitor.GetAsync("/metrics", _token)).EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        metrics.Split('\n').ShouldContain(line => line.StartsWith("flextmonitor_hub_connections{", StringComparison.Ordinal) && line.EndsWith("} 1", StringComparison.Ordinal));
        string[] names =
        [
            "flextmonitor_hub_changes", "flextmonitor_hub_writes", "flextmonitor_hub_bytes", "flextmonitor_hub_passed_over", "flextmonitor_hub_round_duration",
            "flextmonitor_hub_cursor_age", "flextmonitor_hub_cursor_lag", "flextmonitor_hub_sampled_to_written_seconds_bucket", "flextmonitor_collector_call_duration",
            "flextmonitor_hub_closed_total", "flextmonitor_hub_encoding_failures_total", "flextmonitor_hub_worker_restarts_total", "flextmonitor_evaluator_failures_total",
            "flextmonitor_collector_watcher_failures_total",
        ];
        names.ShouldAllBe(name => metrics.Contains($"\n{name}", StringComparison.Ordinal));
        (await _monitor.GetAsync("/metrics", token: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connections_AskedByTheAdministrator_ShowsTheSubscriberAndIsDescribed()
    {
        await using var subscriber = await ConnectAsync();
        await subscriber.FirstStateAsync();

        var answer = JsonNode.Parse(await (await _monitor.GetAsync(Routes.Connections, _token)).EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        var connection = answer["connections"]!.AsArray().ShouldHaveSingleItem()!;
        connection["user"]!.GetValue<string>().ShouldBe(MonitorProcess.Email);
        connection["connectedAt"]!.GetValue<string>().ShouldEndWith("Z");
        (await _monitor.GetAsync(Routes.Connections, token: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await _monitor.GetAsync("/openapi/v1.json", token: null)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(Routes.Connections);
    }

    [Fact]
    public async Task Terminated_WithThousandsConnected_NotifiesThemAndExitsInTime()
    {
        var subscribers = await ConnectManyAsync();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.UntilAsync(nameof(IDashboardClient.Heartbeat))));

        var notifications = subscribers.Select(subscriber => subscriber.UntilAsync(nameof(IDashboardClient.Closing))).ToArray();
        var terminated = TimeProvider.System.GetTimestamp();
        var code = await _monitor.Program.StopAsync().DefaultTimeout();
        var took = TimeProvider.System.GetElapsedTime(terminated);

        var closings = (await Task.WhenAll(notifications)).Select(calls => calls[^1].Argument).ToList();
        closings.ShouldAllBe(closing => closing["reason"]!.GetValue<string>() == "restarting");
        closings.Select(closing => closing["retryAfterSeconds"]!.GetValue<double>()).ShouldAllBe(seconds => seconds >= 1 && seconds <= 14.5, "400 come back each second");
        closings.Select(closing => closing["retryAfterSeconds"]!.GetValue<double>()).Distinct().Count().ShouldBeGreaterThan(30);
        took.ShouldBeLessThan(ExitsWithin);
        code.ShouldBe(0, _monitor.Program.ToString());
        Array.ForEach(subscribers, subscriber => subscriber.Dispose());
    }

    [Fact]
    public async Task Terminated_WhileARequestStillSendsItsBody_ExitsInTime()
    {
        using var request = await UnfinishedRequest.StartAsync(_monitor.Address, Routes.Login);

        var terminated = TimeProvider.System.GetTimestamp();
        var code = await _monitor.Program.StopAsync().DefaultTimeout();

        TimeProvider.System.GetElapsedTime(terminated).ShouldBeLessThan(ExitsWithin);
        code.ShouldBe(0, _monitor.Program.ToString());
        await request.Closed.DefaultTimeout();
    }

    [Fact]
    public async Task Terminated_ThenStartedAgain_AStockClientReconnects()
    {
        await using var subscriber = await ConnectAsync(reconnect: true);
        await subscriber.FirstStateAsync();
        var reconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connection.Reconnected += _ =>
        {
            reconnected.TrySetResult();
            return Task.CompletedTask;
        };

        await _monitor.Program.SignalAsync("TERM");
        await subscriber.NextAsync<Closing>(closing => closing.Reason == ClosingReason.Restarting);
        await _monitor.Program.ExitAsync().DefaultTimeout();
        var address = _monitor.Address;
        await _monitor.DisposeAsync();
        _monitor = await StartAsync(("ASPNETCORE_URLS", address));

        await reconnected.Task.DefaultTimeout();
        (await subscriber.FirstStateAsync()).OfType<SourceStatus>().ShouldNotBeEmpty();
    }

    private Task<MonitorProcess> StartAsync(params (string Key, string Value)[] settings) =>
        MonitorProcess.StartAsync([("default", _daemon.Address)], [("DataDirectory", _data.FullName), .. LimitsOfOneProgram, .. settings]);

    private Task<HubSubscriber> ConnectAsync(bool reconnect = false) => _monitor.SubscribeAsync(_token, HubProtocolKind.Json, reconnect);

    private async Task<LightSubscriber[]> ConnectManyAsync()
    {
        var subscribers = new List<LightSubscriber>();
        foreach (var batch in Enumerable.Range(0, Subscribers).Chunk(250))
        {
            subscribers.AddRange(await Task.WhenAll(batch.Select(_ => LightSubscriber.ConnectAsync(_monitor.Address, ("Authorization", $"Bearer {_token}")))));
        }

        return [.. subscribers];
    }
}
