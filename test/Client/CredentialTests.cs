using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Client.Tests;

/// <summary>Tokens that expire or are revoked, with a real monitor.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private ScriptedDaemon _daemon = null!;
    private InProcessMonitor _monitor = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await InProcessMonitor.StartAsync(
            InProcessMonitor.Watching(TimeSpan.FromSeconds(0.2), ("default", _daemon)),
            services => services.AddSingleton<TimeProvider>(_time));
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Token_Revoked_StopsTheClientWithTheReason()
    {
        var (id, token) = await _monitor.CreateTokenAsync();
        await using var client = MonitorClient.Start(Options(token));
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        await _monitor.RevokeTokenAsync(id);

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());
        refused.Message.ShouldBe("The session was ended, or the token was revoked.");
        client.Current.Sources["default"].Figures.CpuUsage.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Token_Expires_StopsTheClientAfterThreeTries()
    {
        var (_, token) = await _monitor.CreateTokenAsync(expiresAt: _time.GetUtcNow().AddMinutes(10));
        await using var client = MonitorClient.Start(Options(token));
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        _time.Shift = TimeSpan.FromMinutes(11);

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());
        refused.Message.ShouldBe($"{_monitor.Address}/ refuses the token: it is not valid (any more). The client has tried 3 times and stops.");
    }

    [Fact]
    public async Task Token_ExpiresAndTheSourceHasAnother_GoesOn()
    {
        var (_, first) = await _monitor.CreateTokenAsync(expiresAt: _time.GetUtcNow().AddMinutes(10));
        var (_, second) = await _monitor.CreateTokenAsync();
        var options = Options(null);
        options.TokenSource = _ => ValueTask.FromResult<string?>(_time.Shift == TimeSpan.Zero ? first : second);
        await using var client = MonitorClient.Start(options);
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
        var connectedAt = client.Current.Connection.Since;

        _time.Shift = TimeSpan.FromMinutes(11);

        await client.WaitForAsync(seen => seen.Connection.IsConnected && seen.Connection.Since > connectedAt && seen.Sources["default"].Status is { State: SourceState.Live }, Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Account_TokensRunOut_AreRenewed()
    {
        var options = Options(null);
        (options.Email, options.Password) = (InProcessMonitor.Email, InProcessMonitor.Password);
        await using var client = MonitorClient.Start(options);
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
        var connectedAt = client.Current.Connection.Since;

        _time.Shift = TimeSpan.FromHours(2);

        await client.WaitForAsync(seen => seen.Connection.IsConnected && seen.Connection.Since > connectedAt, Cancelled).DefaultTimeout();
    }

    private static bool IsLive(MonitorSnapshot seen) => seen.Sources.TryGetValue("default", out var source) && source is { IsLive: true, Figures.CpuUsage.IsKnown: true };

    private MonitorClientOptions Options(string? token) => new()
    {
        Address = new Uri(_monitor.Address),
        Token = token,
        FirstRetry = TimeSpan.FromMilliseconds(100),
        LongestRetry = TimeSpan.FromMilliseconds(500),
    };
}
