using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>Proxies that do not let a WebSocket through.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Start_ProxyRefusesWebSockets_ConnectsAnotherWay()
    {
        _hub.Proxy = ScriptedProxy.RefusesUpgrades;
        await using var client = Start();

        await client.ConnectedAsync();

        _hub.OverWebSockets.ShouldBe([false]);
    }

    [Fact]
    public async Task Start_ProxyStripsTheUpgrade_ConnectsAnotherWay()
    {
        _hub.Proxy = ScriptedProxy.StripsUpgrades;
        await using var client = Start();

        await client.ConnectedAsync();

        client.Current.Sources["default"].Figures.CpuUsage.LastKnown.ShouldBe(12.5);
        _hub.OverWebSockets.ShouldNotContain(true);
    }

    [Fact]
    public async Task Start_ProxySwallowsTheUpgrade_ConnectsAnotherWayAfterAThirdOfTheTimeout()
    {
        _hub.Proxy = ScriptedProxy.SwallowsUpgrades;
        await using var client = Start();
        await Eventually.IsAsync(() => _hub.Swallowed == 1);

        // The next attempt follows without a wait.
        _time.Advance(TimeSpan.FromSeconds(10));

        await client.ConnectedAsync();
        _hub.OverWebSockets.ShouldBe([false]);
    }

    [Fact]
    public async Task Start_ProxySwallowsUpgradesAndEvents_PollsInTheEnd()
    {
        _hub.Proxy = ScriptedProxy.SwallowsUpgradesAndEvents;
        await using var client = Start();
        await Eventually.IsAsync(() => _hub.Swallowed == 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.IsAsync(() => _hub.Swallowed == 2);

        _time.Advance(TimeSpan.FromSeconds(10));

        await client.ConnectedAsync();
    }

    [Fact]
    public async Task Reconnect_SoonAfterAWebSocketWasSwallowed_LeavesItOut()
    {
        _hub.Proxy = ScriptedProxy.SwallowsUpgrades;
        await using var client = Start();
        await Eventually.IsAsync(() => _hub.Swallowed == 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await client.ConnectedAsync();

        await _hub.StopAsync();
        await client.WaitForAsync(seen => !seen.Connection.IsConnected, Cancelled).DefaultTimeout();
        await _hub.StartAsync();
        await Eventually.IsAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return client.Current.Connection.IsConnected;
        });

        _hub.Swallowed.ShouldBe(1, "the second time it does not wait for a WebSocket");
    }

    [Fact]
    public void Transports_OneThatFailed_IsTriedAgainAfterTenMinutes()
    {
        var transports = new Connection.Transports(_time);
        transports.Failed().ShouldBeTrue();
        transports.Opened();
        transports.Next.HasFlag(HttpTransportType.WebSockets).ShouldBeFalse();

        _time.Advance(TimeSpan.FromMinutes(11));

        transports.Next.HasFlag(HttpTransportType.WebSockets).ShouldBeTrue();
    }

    [Fact]
    public void Transports_NoneOpened_SaysNothingOfAny()
    {
        var transports = new Connection.Transports(_time);
        transports.Failed().ShouldBeTrue();
        transports.Failed().ShouldBeTrue();
        transports.Next.ShouldBe(HttpTransportType.LongPolling);

        transports.Failed().ShouldBeFalse();

        transports.Next.HasFlag(HttpTransportType.WebSockets).ShouldBeTrue();
        transports.Failed().ShouldBeTrue();
        transports.StartOver();
        transports.Next.HasFlag(HttpTransportType.WebSockets).ShouldBeTrue();
    }

    private MonitorClient Start() => MonitorClient.Start(
        new MonitorClientOptions { Address = _hub.Address, Token = "fxm_test", FirstRetry = TimeSpan.FromMilliseconds(20), LongestRetry = TimeSpan.FromMilliseconds(200) }, null, _time);
}
