using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Client.Tests;

/// <summary>The client with a real monitor and a real daemon.</summary>
public sealed class MonitorClientTests : IAsyncLifetime
{
    private ScriptedDaemon _daemon = null!;
    private InProcessMonitor _monitor = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await InProcessMonitor.StartAsync(InProcessMonitor.Watching(TimeSpan.FromSeconds(0.2), ("default", _daemon)));
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Wait_DaemonIsLive_HasItsFigures(HubProtocolKind protocol)
    {
        var options = Options();
        await using var client = MonitorClient.Start(protocol == HubProtocolKind.Json ? options : options.UseMessagePack());

        var snapshot = await client.WaitForAsync(seen => seen.Sources.TryGetValue("default", out var source) && source is { IsLive: true, Figures.CpuUsage.IsKnown: true }, Cancelled).DefaultTimeout();

        snapshot.Connection.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_HubRestarts_IsLiveAgain()
    {
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        await _monitor.StopAsync();
        var lost = await client.WaitForAsync(seen => !seen.Connection.IsConnected, Cancelled).DefaultTimeout();
        lost.Sources["default"].ShouldSatisfyAllConditions(
            source => source.IsStale.ShouldBeTrue(),
            source => source.IsDown.ShouldBeFalse("the hub is away, and nothing is known of the daemon"),
            source => source.Figures.CpuUsage.IsKnown.ShouldBeFalse());
        await _monitor.StartAsync();

        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Wait_DaemonRestarts_IsDownAndLiveAgain()
    {
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        await _daemon.StopAsync();
        var down = await client.WaitForAsync(seen => seen.Sources["default"].IsDown, Cancelled).DefaultTimeout();
        down.Connection.IsConnected.ShouldBeTrue("the hub is not the daemon");
        await _daemon.StartAsync();

        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
    }

    [Fact]
    public async Task Wait_DaemonIsDown_SaysSoAndKeepsTheLastFigures()
    {
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        await _daemon.StopAsync();
        var down = await client.WaitForAsync(seen => seen.Sources["default"].IsDown, Cancelled).DefaultTimeout();

        var cpu = down.Sources["default"].Figures.CpuUsage;
        (cpu.IsKnown, cpu.LastKnown is not null).ShouldBe((false, true));
        cpu.Reason.ShouldNotBeNull().ShouldStartWith("Unable to connect to FLEXT daemon: ");
    }

    [Fact]
    public async Task Start_WrongPassword_StopsWithTheReasonAfterThreeTries()
    {
        var options = Options();
        options.Password = "wrong horse battery";
        await using var client = MonitorClient.Start(options);

        var refused = await Should.ThrowAsync<MonitorRefusedException>(client.WaitForAsync(_ => false, Cancelled).DefaultTimeout());

        refused.Message.ShouldBe($"The hub refuses the e-mail address or the password of '{InProcessMonitor.Email}'. The client has tried 3 times and stops.");
        await Should.ThrowAsync<MonitorRefusedException>(async () => await client.WatchAsync(cancellationToken: Cancelled).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task GetExecution_UnknownId_IsTheHubsSentenceWithItsCode()
    {
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();

        var error = await Should.ThrowAsync<MonitorCallException>(client.GetExecutionAsync("default", "e9", Cancelled).DefaultTimeout());

        (error.Code, error.Message).ShouldBe((HubErrorCodes.NotFound, "Daemon 'default': GetExecution failed (NOT_FOUND: no execution e9)."));
    }

    [Fact]
    public async Task Records_OfARunAndOfFigures_AreReadFromTheHub()
    {
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse
        {
            Executions = { new Execution { Id = "e1", PipelineId = "orders", Status = Proto.Status.Success, StartedAt = Timestamp.FromDateTimeOffset(Messages.Noon) } },
            Total = 1,
        });
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(seen => IsLive(seen) && seen.Sources["default"].Executions.Count > 0, Cancelled).DefaultTimeout();

        var runs = await Eventually.GetAsync(async () => await client.SearchRunsAsync(new RunQuery { Sources = ["default"], PageSize = 1 }, Cancelled).ToListAsync(Cancelled), found => found.Count > 0);
        var history = await Eventually.GetAsync(
            () => client.GetHistoryAsync(new HistoryQuery("default") { Points = 60, Figures = ["cpuUsage"] }, Cancelled), seen => seen.Figures["cpuUsage"].Mean.Any(mean => mean is not null));

        runs.ShouldHaveSingleItem().Execution.ShouldSatisfyAllConditions(run => run.Id.ShouldBe("e1"), run => run.PipelineId.ShouldBe("orders"), run => run.Status.ShouldBe(ExecutionStatus.Success));
        history.Figures["cpuUsage"].Mean.Where(mean => mean is not null).ShouldAllBe(mean => mean == 12.5);
        history.LiveSeconds.Count.ShouldBe(history.At.Count);
    }

    [Fact]
    public async Task Acknowledge_AndTakeBack_ReachTheRealHub()
    {
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { Failed("e1") }, Total = 1 });
        await using var client = MonitorClient.Start(Options());
        var problem = (await client.WaitForAsync(seen => seen.Problems.Any(), Cancelled).DefaultTimeout()).Problems.First();

        await client.AcknowledgeAsync(problem.Id, TimeSpan.FromHours(1), cancellationToken: Cancelled).DefaultTimeout();
        var acknowledged = await client.WaitForAsync(seen => seen.Problems.Any(seen => seen.Acknowledged is not null), Cancelled).DefaultTimeout();
        await client.TakeBackAcknowledgementAsync(problem.Id, Cancelled).DefaultTimeout();
        await client.WaitForAsync(seen => seen.Problems.All(seen => seen.Acknowledged is null), Cancelled).DefaultTimeout();
        var refused = await Should.ThrowAsync<MonitorCallException>(client.AcknowledgeAsync(problem.Id, TimeSpan.FromHours(2), cancellationToken: Cancelled).DefaultTimeout());

        acknowledged.Problems.Single(seen => seen.Id == problem.Id).Acknowledged!.Note.ShouldBeNull();
        (refused.Status, refused.Message).ShouldBe((400, "hours is 2, and may be 1, 4, 8, 24."));
    }

    [Fact]
    public async Task Silence_AndItsEnd_ReachTheRealHub()
    {
        await using var client = MonitorClient.Start(Options());
        await client.WaitForAsync(IsLive, Cancelled).DefaultTimeout();
        var until = TimeProvider.System.GetUtcNow().AddHours(2);

        var silence = await client.SilenceAsync(new Silence { Reason = "upgrade", Match = new SilenceMatch { Sources = ["default"] }, To = until }, Cancelled).DefaultTimeout();
        await client.EndSilenceAsync(silence.Id!, Cancelled).DefaultTimeout();
        var gone = await Should.ThrowAsync<MonitorCallException>(client.EndSilenceAsync(silence.Id!, Cancelled).DefaultTimeout());

        silence.Match.Sources.ShouldBe(["default"]);
        silence.To.ShouldNotBeNull().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        gone.Status.ShouldBe(404);
    }

    [Fact]
    public void Start_WithoutCredentials_NamesWhatIsMissing()
    {
        var options = new MonitorClientOptions { Address = new Uri("ftp://monitor.example") };

        Should.Throw<ArgumentException>(() => MonitorClient.Start(options)).Message.ShouldStartWith(
            "Address is 'ftp://monitor.example/', but must be an address such as https://monitor.example; "
            + "0 of Token, TokenSource and Email with Password are given, but exactly one must be");
    }

    private static bool IsLive(MonitorSnapshot seen) =>
        seen.Sources.TryGetValue("default", out var source) && source is { IsLive: true, Figures.CpuUsage.IsKnown: true };

    private static Execution Failed(string id) => new()
    {
        Id = id,
        PipelineId = "orders",
        Status = Proto.Status.Failed,
        StartedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddMinutes(-1)),
        FinishedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        ErrorMessage = "ORA-01555",
    };

    private MonitorClientOptions Options() => new()
    {
        Address = new Uri(_monitor.Address),
        Email = InProcessMonitor.Email,
        Password = InProcessMonitor.Password,
        FirstRetry = TimeSpan.FromMilliseconds(100),
        LongestRetry = TimeSpan.FromMilliseconds(500),
    };
}
