using System.Net;
using System.Net.Http.Headers;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Proto;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Stats;

/// <summary>Whom <c>GET /api/stats/</c> answers, of which daemon, and how that daemon stands.</summary>
public sealed class StatsTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/stats/")]
    [InlineData("GET", "/api/stats")]
    [InlineData("GET", "/api/stats/?source=nowhere")]
    [InlineData("HEAD", "/api/stats/")]
    public async Task Get_NotSignedIn_Is401AndNoRedirect(string method, string path)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } } };

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.Location.ShouldBeNull();
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no-token")]
    public async Task Get_WithoutAGoodToken_Is401ThatSaysHowToSignIn(string? token)
    {
        using var caller = shared.Host.Caller(token);

        using var answer = await caller.GetAsync(Routes.Stats, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
        ((string)(await answer.ReadAsync())["detail"]!).ShouldStartWith("Sign in: POST /api/account/login ");
    }

    [Fact]
    public async Task Get_OfSomebodyWithoutARole_Is403ThatSaysSo()
    {
        var email = await shared.Host.CreateUserAsync("no-stats@example.com");
        using var service = await shared.Host.ServiceAsync(email);
        using var browser = await shared.Host.BrowserAsync(email);

        using var toService = await service.GetAsync(Routes.Stats, Cancelled);
        using var toBrowser = await browser.GetAsync(Routes.Stats, Cancelled);

        toService.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        toBrowser.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var problem = await toService.ReadAsync();
        problem["status"]!.GetValue<int>().ShouldBe(403);
        ((string)problem["detail"]!).ShouldContain("role");
    }

    [Fact]
    public async Task Get_OfAViewer_AnswersToo()
    {
        var email = await shared.Host.CreateUserAsync("stats@example.com", Roles.Viewer);
        using var service = await shared.Host.ServiceAsync(email);

        var stats = await service.StatsWhenAsync(stats => stats["error"] is null);

        stats["stats"]!["active_pipelines"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Get_WithTheCookie_AnswersToo()
    {
        using var browser = await shared.Host.BrowserAsync();

        var stats = await browser.StatsWhenAsync(stats => stats["error"] is null);

        stats["stats"]!["uptime_seconds"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(3600);
    }

    [Fact]
    public async Task Get_WithTheTokenInTheQuery_Is401()
    {
        var (token, _) = await shared.Host.TokensAsync();
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync($"{Routes.Stats}?access_token={token}", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("east")]
    [InlineData("_monitor")]
    public async Task Get_OfAnUnknownSource_Is404ThatNamesWhatThereIs(string source)
    {
        await using var other = await ScriptedDaemon.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [("Daemons:0:Name", "north"), ("Daemons:1:Name", "south"), ("Daemons:1:Address", other.Address)]);
        var (token, _) = await host.TokensAsync();
        using var service = host.Caller(token);
        await using var subscriber = await host.SubscribeAsync(token);
        await subscriber.FirstStateAsync(SourceNames.Monitor);

        using var answer = await service.GetAsync($"{Routes.Stats}?source={source}", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldBe($"Unknown daemon '{source}'. Known daemons: north, south.");
    }

    [Fact]
    public async Task Get_OfASource_IsThatOfTheDaemonNamed_AndWithoutOneOfTheFirst()
    {
        await using var other = await ScriptedDaemon.StartAsync(new DaemonScript { GetSystemStats = _ => Task.FromResult(new SystemStats { ActivePipelines = 77 }) });
        await using var host = await MonitorHost.StartAsync(settings: [("Daemons:0:Name", "north"), ("Daemons:1:Name", "south"), ("Daemons:1:Address", other.Address)]);
        using var service = await host.ServiceAsync();

        var south = await service.StatsWhenAsync(stats => stats["error"] is null, "?source=south");
        var first = await service.StatsWhenAsync(stats => stats["error"] is null);
        var empty = await service.StatsWhenAsync(stats => stats["error"] is null, "?source=");

        new[] { south, first, empty }.Select(stats => (string)stats["source"]!).ShouldBe(["south", "north", "north"]);
        south["stats"]!["active_pipelines"]!.GetValue<long>().ShouldBe(77);
        first["stats"]!["active_pipelines"]!.GetValue<long>().ShouldBe(2);
        empty["stats"]!["active_pipelines"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Get_WhileNothingHasBeenHeard_Is503OfTheSameShape()
    {
        var silence = new TaskCompletionSource();
        await using var host = await MonitorHost.StartAsync(script =>
        {
            script.GetSystemStats = async _ => { await silence.Task; return new SystemStats(); };
            script.HealthCheck = async _ => { await silence.Task; return new Proto.HealthStatus(); };
            script.ListExecutions = async (_, _) => { await silence.Task; return new ListExecutionsResponse(); };
        });
        using var service = await host.ServiceAsync();

        using var answer = await service.GetAsync(Routes.Stats, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.ReadAsync()).ToJsonString().ShouldBe(
            """{"source":"default","stats":{"active_pipelines":0,"total_executions":0,"success_rate":0,"cpu_usage":0,"memory_usage":0,"uptime_seconds":0},"health":{"healthy":false,"components":{}},"recent_executions":[],"error":"Connecting to the FLEXT daemon: it has not answered yet."}""");
        silence.SetResult();
    }

    [Fact]
    public async Task Get_OfADaemonThatIsDown_Is503WithZerosAndTheExecutionsLastKnown()
    {
        await using var host = await MonitorHost.StartAsync(script => script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse
        {
            Executions = { new Execution { Id = "run-1", PipelineId = "orders", Status = Proto.Status.Success, DurationSeconds = 5 } },
            Total = 1,
        }));
        using var service = await host.ServiceAsync();
        await service.StatsWhenAsync(stats => stats["error"] is null && stats["recent_executions"]!.AsArray().Count == 1);

        await host.Daemon.StopAsync();

        var down = await service.StatsWhenAsync(stats => stats["error"] is not null);
        using var answer = await service.GetAsync(Routes.Stats, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string)down["error"]!).ShouldStartWith("Unable to connect to FLEXT daemon: ");
        down["stats"]!.AsObject().Select(figure => figure.Value!.GetValue<double>()).ShouldAllBe(figure => figure == 0);
        down["health"]!.ToJsonString().ShouldBe("""{"healthy":false,"components":{}}""");
        ((string)down["recent_executions"]![0]!["id"]!).ShouldBe("run-1");
    }

    [Fact]
    public async Task Get_WhileTheDaemonHangs_AnswersFromMemory()
    {
        var silence = new TaskCompletionSource();
        var hangs = new TaskCompletionSource();
        await using var host = await MonitorHost.StartAsync(settings: [("Daemons:0:Deadline", "00:01:00")]);
        using var service = await host.ServiceAsync();
        await service.StatsWhenAsync(stats => stats["error"] is null);
        host.Daemon.Script.GetSystemStats = async _ =>
        {
            hangs.TrySetResult();
            await silence.Task;
            return new SystemStats();
        };
        await hangs.Task.DefaultTimeout();

        using var answer = await service.GetAsync(Routes.Stats, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.ReadAsync())["stats"]!["active_pipelines"]!.GetValue<long>().ShouldBe(2);
        silence.SetResult();
    }
}
