using System.Net;
using System.Net.Sockets;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>How the client connects, and what it says while it cannot.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();
    private readonly LoggerFactory _loggers = new();
    private ScriptedHub _hub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _loggers.AddProvider(_log.CreateProvider());
        _hub = await ScriptedHub.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _loggers.Dispose();
    }

    [Fact]
    public async Task Start_HubAcceptsAndNeverAnswers_TriesAgainAfterTheTimeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new FakeTimeProvider();
        await using var client = Start(options => options.Address = new Uri($"http://{silent.LocalEndpoint}"), time);
        using var first = await silent.AcceptTcpClientAsync(Cancelled).AsTask().DefaultTimeout();

        time.Advance(TimeSpan.FromSeconds(30));

        var lost = await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        lost.Connection.Reason.ShouldBe($"http://{silent.LocalEndpoint}/ does not answer in time");
        await AdvanceUntilAsync(time, silent.Pending);
    }

    [Fact]
    public async Task Start_HubIsNotUpYet_ConnectsOnceItIs_AndLogsTheReasonOnce()
    {
        await _hub.StopAsync();
        await using var client = Start();
        await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();

        await _hub.StartAsync();

        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
        _log.Entries.Count(entry => entry.Event == 5002).ShouldBe(1);
        _log.Entries.Count(entry => entry.Event == 5001).ShouldBe(1);
    }

    [Fact]
    public async Task Start_HubHasTooManyConnections_WaitsAsItAsks()
    {
        var time = new FakeTimeProvider();
        _hub.RefusesForSeconds = 120;
        await using var client = Start(Patient, time);
        var lost = await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        lost.Connection.Reason.ShouldBe($"{_hub.Address} answered 503");
        var asked = _hub.Tokens.Count;

        await AdvanceAsync(time, TimeSpan.FromSeconds(119));
        _hub.Tokens.Count.ShouldBe(asked);
        _hub.RefusesForSeconds = null;

        await AdvanceUntilAsync(time, () => client.Current.Connection.IsConnected);
    }

    [Fact]
    public async Task Closing_WithATimeToWait_IsHonoured()
    {
        var time = new FakeTimeProvider();
        _hub.ClosesWith = new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 600 };
        await using var client = Start(Patient, time);
        var lost = await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        lost.Connection.Reason.ShouldBe("the hub closed the connection (Restarting)");
        _hub.ClosesWith = null;

        await AdvanceAsync(time, TimeSpan.FromSeconds(599));
        _hub.Opened.ShouldBe(1);
        await AdvanceUntilAsync(time, () => client.Current.Connection.IsConnected);

        _hub.Opened.ShouldBe(2);
    }

    [Fact]
    public async Task Closing_WithNoTimeToWait_ComesBackOnceAtOnce_AndThenWithAPause()
    {
        var time = new FakeTimeProvider();
        _hub.ClosesWith = new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = 0 };
        await using var client = Start(
            options =>
            {
                Patient(options);
                (options.FirstRetry, options.LongestRetry) = (TimeSpan.FromSeconds(40), TimeSpan.FromHours(1));
            },
            time);

        // The pause is at least half of FirstRetry.
        await Eventually.IsAsync(() => _hub.Opened == 2);
        await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        await AdvanceAsync(time, TimeSpan.FromSeconds(19));
        _hub.Opened.ShouldBe(2);

        await AdvanceUntilAsync(time, () => _hub.Opened == 3);
    }

    [Fact]
    public async Task Closing_WithAnAbsurdTimeToWait_IsCappedAtADay()
    {
        var time = new FakeTimeProvider();
        _hub.ClosesWith = new Closing { Reason = ClosingReason.Restarting, RetryAfterSeconds = int.MaxValue };
        await using var client = Start(Patient, time);
        await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        _hub.ClosesWith = null;

        await Eventually.IsAsync(() =>
        {
            time.Advance(TimeSpan.FromHours(1));
            return _hub.Opened == 2;
        });

        _log.Entries.ShouldNotContain(entry => entry.Event == 5006);
    }

    [Fact]
    public async Task Closing_ExpiredAgainAndAgain_StopsAfterThreeTimes()
    {
        _hub.ClosesWith = new Closing { Reason = ClosingReason.Expired, RetryAfterSeconds = 0 };
        await using var client = Start();

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());

        refused.Message.ShouldBe("the hub closed the connection: the credentials have expired. The client has tried 3 times and stops.");
        _hub.Opened.ShouldBe(3);
    }

    [Fact]
    public async Task Closing_Forbidden_StopsAtOnce()
    {
        _hub.ClosesWith = new Closing { Reason = ClosingReason.Forbidden, RetryAfterSeconds = 0 };
        await using var client = Start();

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());

        refused.Message.ShouldBe("The right to watch is missing, or was taken back.");
        _hub.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Closing_AfterACallHasFailed_DecidesAllTheSame()
    {
        _hub.HidesClock = true;
        await using var client = Start(time: new FakeTimeProvider());
        await Eventually.IsAsync(() => _hub.HiddenClocks == 1);

        await _hub.SendAsync(nameof(IDashboardClient.Closing), new Closing { Reason = ClosingReason.Forbidden, RetryAfterSeconds = 0 });

        // What is logged tells that the notice has arrived.
        await _hub.SendAsync(nameof(IDashboardClient.Problem), new { source = "default", state = "a later state" });
        await Eventually.IsAsync(() => _log.Entries.Any(entry => entry.Event == 5004));
        await _hub.StopAsync();

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());
        refused.Message.ShouldBe("The right to watch is missing, or was taken back.");
        _hub.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Login_TooOften_WaitsAsTheHubAsks()
    {
        var time = new FakeTimeProvider();
        var logins = 0;
        _hub.Answer("POST /api/account/login", request =>
        {
            request.HttpContext.Response.Headers.RetryAfter = "120";
            return Task.FromResult(Interlocked.Increment(ref logins) == 1
                ? Results.StatusCode(StatusCodes.Status429TooManyRequests)
                : Results.Json(new { tokenType = "Bearer", accessToken = "a", expiresIn = 3600, refreshToken = "r" }));
        });
        await using var client = Start(
            options =>
            {
                Patient(options);
                (options.Token, options.Email, options.Password) = (null, "ada@example.com", "secret");
            },
            time);
        var lost = await client.WaitForAsync(seen => seen.Connection.State == MonitorConnectionState.Disconnected, Cancelled).DefaultTimeout();
        lost.Connection.Reason.ShouldBe($"{_hub.Address}: signing in was answered by 429");

        await AdvanceAsync(time, TimeSpan.FromSeconds(119));
        logins.ShouldBe(1);
        await AdvanceUntilAsync(time, () => client.Current.Connection.IsConnected);

        logins.ShouldBe(2);
    }

    [Fact]
    public async Task Login_WithASecondFactor_SaysThatATokenIsNeeded()
    {
        _hub.Answer("POST /api/account/login", _ => Task.FromResult(Results.Json(new { requiresTwoFactor = true }, statusCode: StatusCodes.Status401Unauthorized)));
        await using var client = Start(options => (options.Token, options.Email, options.Password) = (null, "ada@example.com", "secret"));

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());

        refused.Message.ShouldStartWith("The account 'ada@example.com' signs in with a second factor, which a program cannot enter. Use a service token.");
    }

    [Fact]
    public async Task Message_ThatCannotBeRead_IsLoggedOnceForItsMethod_AndTheRestGoesOn()
    {
        await using var client = Start();
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        await _hub.SendAsync(nameof(IDashboardClient.Problem), new { source = "default", state = "a later state" });
        await _hub.SendAsync(nameof(IDashboardClient.Problem), new { source = "default", state = "a later state" });
        await _hub.SendAsync("ALaterMessage", new { source = "default" });
        await _hub.SendAsync(Messages.Stats(sequence: 2, cpu: 77));

        await client.WaitForAsync(seen => seen.Sources["default"].Figures.CpuUsage.LastKnown == 77, Cancelled).DefaultTimeout();
        _log.Entries.Single(entry => entry.Event == 5004).Message.ShouldStartWith("A message Problem of the hub cannot be read, so what it says is missing: ");
    }

    [Fact]
    public async Task Sources_Named_AreTheOnlyOnesShown()
    {
        _hub.FirstState = [Messages.Status("a"), Messages.Heartbeat("a"), Messages.Status("b"), Messages.Heartbeat("b")];
        await using var client = Start(options => options.Sources.Add("b"));

        var seen = await client.WaitForAsync(seen => seen.Sources.Count > 0, Cancelled).DefaultTimeout();

        seen.Sources.Keys.ShouldBe(["b"]);
    }

    private static bool IsLive(MonitorSnapshot seen) => seen.Connection.IsConnected && seen.Sources.TryGetValue("default", out var source) && source.Status is { State: SourceState.Live };

    // However far a test moves the time on, no attempt to connect takes too long.
    private static void Patient(MonitorClientOptions options) => options.Timeout = TimeSpan.FromDays(1);

    // Timers of the client are made on other threads: time moves on in steps.
    private static async Task AdvanceAsync(FakeTimeProvider time, TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> isReached) => Eventually.IsAsync(() =>
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return isReached();
    });

    private MonitorClient Start(Action<MonitorClientOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new MonitorClientOptions
        {
            Address = _hub.Address,
            Token = "fxm_test",
            FirstRetry = TimeSpan.FromMilliseconds(20),
            LongestRetry = TimeSpan.FromMilliseconds(200),
        };
        configure?.Invoke(options);
        return MonitorClient.Start(options, _loggers, time);
    }
}
