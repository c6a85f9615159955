using System.Diagnostics.Metrics;
using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Who may use the hub, for what, and for how long.</summary>
public sealed class HubAccessTests(SharedHost shared)
{
    private static readonly string[] Watched = ["default"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Connect_WithABearerToken_IsSentTheFirstState(HttpTransportType transport)
    {
        var (access, _) = await shared.Host.TokensAsync();
        await using var subscriber = await ConnectAsync(shared.Host, access, transport);

        var state = await subscriber.FirstStateAsync();

        state.OfType<SourceStatus>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Connect_ByServerSentEvents_AsksProxiesNotToBuffer()
    {
        using var service = await shared.Host.ServiceAsync();
        using var negotiated = await service.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled);
        var token = (string)(await negotiated.ReadAsync())["connectionToken"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Routes.DashboardHub}?id={token}");
        request.Headers.Accept.ParseAdd("text/event-stream");

        using var events = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

        events.Header("Content-Type").ShouldBe("text/event-stream");
        events.Header("X-Accel-Buffering").ShouldBe("no");
    }

    [Fact]
    public async Task Connect_WithTheCookie_IsSentTheFirstState()
    {
        var cookie = await shared.Host.CookieAsync();
        await using var subscriber = await HubSubscriber.ConnectAsync(shared.Host.Address, HubProtocolKind.MessagePack, options =>
        {
            options.Headers["Cookie"] = cookie;
            options.Headers["Origin"] = shared.Host.Address;
        });

        (await subscriber.FirstStateAsync()).OfType<SourceStatus>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Connect_WithTheTokenInTheQuery_IsSentTheFirstState()
    {
        var (access, _) = await shared.Host.TokensAsync();
        await using var connection = new HubConnectionBuilder()
            .WithUrl($"{shared.Host.Address}{Routes.DashboardHub}?access_token={access}", HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
            .Build();

        await connection.StartAsync(Cancelled).DefaultTimeout();

        (await connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout()).Year.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task Connect_NotSignedIn_Is401()
    {
        var refused = await Should.ThrowAsync<HttpRequestException>(HubSubscriber.ConnectAsync(shared.Host.Address, HubProtocolKind.Json));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(Roles.Viewer, false)]
    [InlineData(Roles.Operator, true)]
    [InlineData(Roles.Admin, true)]
    public async Task Call_OfWhatIsForOperators_NeedsThatRole(string role, bool let)
    {
        var email = await shared.Host.CreateUserAsync($"{role}-{let}@example.com", role);
        var (access, _) = await shared.Host.TokensAsync(email);
        await using var subscriber = await shared.Host.SubscribeAsync(access);
        await subscriber.FirstStateAsync();

        var run = subscriber.Connection.InvokeAsync<ExecutionData>(HubMethods.RunPipeline, "default", "orders", false, Cancelled).DefaultTimeout();
        var cancel = subscriber.Connection.InvokeAsync(HubMethods.CancelExecution, "default", "run-1", Cancelled).DefaultTimeout();

        if (let)
        {
            (await run).Id.ShouldBe("started");
            await cancel;
        }
        else
        {
            (await Should.ThrowAsync<HubException>(run)).Message.ShouldContain("RunPipeline needs the role 'operator', which you do not have. An administrator can grant it.");
            (await Should.ThrowAsync<HubException>(cancel)).Message.ShouldContain("CancelExecution needs the role 'operator', which you do not have. An administrator can grant it.");
        }
    }

    [Fact]
    public async Task Call_OfWhatIsForViewers_IsLet()
    {
        var email = await shared.Host.CreateUserAsync("watcher@example.com", Roles.Viewer);
        var (access, _) = await shared.Host.TokensAsync(email);
        await using var subscriber = await shared.Host.SubscribeAsync(access, HubProtocolKind.MessagePack);
        await subscriber.FirstStateAsync();

        await subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
        await subscriber.Connection.InvokeAsync(HubMethods.Watch, Watched, Cancelled).DefaultTimeout();
        await subscriber.Connection.InvokeAsync(HubMethods.Pause, Cancelled).DefaultTimeout();
        await subscriber.Connection.InvokeAsync(HubMethods.Resume, Cancelled).DefaultTimeout();

        var missing = await Should.ThrowAsync<HubException>(subscriber.Connection.InvokeAsync<ExecutionData>(HubMethods.GetExecution, "default", "run-1", Cancelled).DefaultTimeout());
        missing.Message.ShouldContain("no execution run-1");
    }

    [Fact]
    public async Task Connect_OfSomebodyWithoutARole_IsClosedAsForbidden()
    {
        var email = await shared.Host.CreateUserAsync("nobody-yet@example.com");
        var (access, _) = await shared.Host.TokensAsync(email);

        await using var subscriber = await shared.Host.SubscribeAsync(access);

        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.Forbidden);
        await subscriber.Closed.DefaultTimeout();
        subscriber.Received.ShouldAllBe(message => message is Closing);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task Connection_WhoseTokenRunsOut_IsClosedAsExpired_AndComesBackWithAFreshOne(HttpTransportType transport)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var (access, _) = await host.TokensAsync();
        await using var subscriber = await ConnectAsync(host, access, transport);
        await ShouldAnswerAsync(subscriber);

        time.Advance(TimeSpan.FromHours(1));

        var closing = await subscriber.NextAsync<Closing>();
        closing.Reason.ShouldBe(ClosingReason.Expired);
        (await Should.ThrowAsync<HttpRequestException>(host.SubscribeAsync(access))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (fresh, _) = await host.TokensAsync();
        await using var back = await host.SubscribeAsync(fresh);
        await ShouldAnswerAsync(back);
    }

    [Fact]
    public async Task Connection_ByLongPollingWhoseTokenRunsOut_IsClosedAsExpiredToo()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var (access, _) = await host.TokensAsync();
        await using var subscriber = await ConnectAsync(host, access, HttpTransportType.LongPolling);
        await ShouldAnswerAsync(subscriber);
        using var expired = new MeasurementRecorder(host.Services.GetRequiredService<IMeterFactory>(), "flextmonitor.hub.closed", "expired");

        time.Advance(TimeSpan.FromHours(1));

        // It hears of it only where it has just asked, and its next question is refused; the hub counts it either way.
        await Eventually.IsAsync(() => expired.Values.Sum() == 1);
    }

    [Fact]
    public async Task Connection_WhoseCookieRunsOut_IsClosedAsExpired()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        using var browser = await host.BrowserAsync();
        var cookie = browser.DefaultRequestHeaders.GetValues("Cookie").Single();
        await using var subscriber = await HubSubscriber.ConnectAsync(host.Address, HubProtocolKind.Json, options => options.Headers["Cookie"] = cookie);
        await ShouldAnswerAsync(subscriber);

        time.Sleep(TimeSpan.FromDays(14));

        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.Expired);
        (await browser.GetAsync(Routes.Me, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<HubSubscriber> ConnectAsync(MonitorHost host, string access, HttpTransportType transport) =>
        HubSubscriber.ConnectAsync(host.Address, HubProtocolKind.Json, options =>
        {
            options.Transports = transport;
            options.AccessTokenProvider = () => Task.FromResult<string?>(access);
        });

    /// <summary>It answers calls only once it has been let in.</summary>
    private static Task<DateTimeOffset> ShouldAnswerAsync(HubSubscriber subscriber) =>
        subscriber.Connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
}
