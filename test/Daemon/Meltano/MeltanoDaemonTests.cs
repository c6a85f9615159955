using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>A whole daemon that serves a project.</summary>
public sealed class MeltanoDaemonTests : IDisposable
{
    private readonly MeltanoFolder _folder = new();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Daemon_WithAProject_ServesItsPipelinesRunsStatsAndHealth()
    {
        var table = await _folder.CreateDatabaseAsync();
        await using var daemon = await StartAsync();
        await table.InsertAsync(new MeltanoRun(daemon.Time.GetUtcNow()) { State = "SUCCESS", EndedAt = daemon.Time.GetUtcNow() });
        await table.InsertAsync(new MeltanoRun(daemon.Time.GetUtcNow()) { Heartbeat = null });

        var runs = await AskAsync(daemon, async () => await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest(), cancellationToken: Ended), list => list.Total == 2);
        var pipelines = await daemon.Client.ListPipelinesAsync(new ListPipelinesRequest(), cancellationToken: Ended);
        var stats = await AskAsync(daemon, async () => await daemon.Client.GetSystemStatsAsync(new Empty(), cancellationToken: Ended), _ => true);
        var info = await daemon.Client.GetSystemInfoAsync(new Empty(), cancellationToken: Ended);
        var health = await AskAsync(daemon, async () => await daemon.Client.HealthCheckAsync(new Empty(), cancellationToken: Ended), _ => true);

        runs.Executions.Select(run => run.Status).ShouldBe([Status.Running, Status.Success]);
        runs.Executions.ShouldAllBe(run => run.RecordsProcessed == -1);
        var pipeline = pipelines.Pipelines.ShouldHaveSingleItem();
        (pipeline.Id, pipeline.Schedule, pipeline.IsActive, pipeline.LastStatus, pipeline.CreatedAt).ShouldBe(("daily-load", "0 3 * * *", true, Status.Running, null));
        pipeline.Config.Fields["next_due"].StringValue.ShouldBe("2026-11-24 03:00:00Z");
        pipeline.Config.Fields["zone"].StringValue.ShouldContain("assumed");
        (stats.ActivePipelines, stats.TotalExecutions, stats.SuccessRate).ShouldBe((1, 2, 100));
        (info.Features["runs"], info.Features["run_pipeline"], info.Features["success_rate_window"]).ShouldBe(("meltano", "false", "30 days"));
        health.Components.Keys.Order().ShouldBe(["database", "disk", "host", "logs", "memory", "project"]);
        health.Components["database"].Message.ShouldBe($"SQLite file {_folder.DatabasePath}, read-only");
        health.Components["logs"].Message.ShouldContain("set Meltano:LogDirectory");
        health.Components["disk"].Metadata["path"].ShouldBe(_folder.Path);
    }

    [Fact]
    public async Task Daemon_WithoutADatabase_AnswersWithTheReason_AndItsComponentIsUnhealthy()
    {
        await using var daemon = await StartAsync();

        await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest(), cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.Internal, "there is no file");
        var health = await AskAsync(daemon, async () => await daemon.Client.HealthCheckAsync(new Empty(), cancellationToken: Ended), _ => true);

        var stats = await AskAsync(daemon, async () => await daemon.Client.GetSystemStatsAsync(new Empty(), cancellationToken: Ended), _ => true);

        (stats.ActivePipelines, stats.TotalExecutions, double.IsNaN(stats.SuccessRate), stats.MemoryUsage > 0).ShouldBe((-1, -1, true, true));
        (health.Healthy, health.Components["database"].Healthy).ShouldBe((false, false));
        health.Components["database"].Message.ShouldContain("Meltano makes it with its first run");
    }

    [Fact]
    public async Task StreamExecution_ARunThatEnds_TellsItsStatesAndEnds()
    {
        var table = await _folder.CreateDatabaseAsync();
        var now = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
        var id = await table.InsertAsync(new MeltanoRun(now) { Heartbeat = null });
        await using var daemon = await StartAsync();

        using var call = daemon.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = id.ToString(System.Globalization.CultureInfo.InvariantCulture) }, cancellationToken: Ended);
        await call.ResponseStream.MoveNext(Ended).DefaultTimeout();
        var first = call.ResponseStream.Current.Status;
        await table.EndAsync(id, "FAIL", now, """{"error": "no"}""");
        var next = call.ResponseStream.MoveNext(Ended);
        await AskAsync(daemon, () => Task.FromResult(next.IsCompleted), completed => completed);

        (first, call.ResponseStream.Current.Status, call.ResponseStream.Current.Message).ShouldBe((Status.Running, Status.Failed, "no"));
        (await call.ResponseStream.MoveNext(Ended).DefaultTimeout()).ShouldBeFalse();
    }

    [Fact]
    public void Create_WithSeveralProjects_NamesWhoServesThem() =>
        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => DaemonApplication.Create($"--Meltano:0:Project={_folder.Path}", "--Meltano:0:Name=a", $"--Meltano:1:Project={_folder.Path}"))
            .Message.ShouldContain("one daemon serves one");

    private Task<TestDaemon> StartAsync() => TestDaemon.StartAsync(settings: new() { ["Meltano:Project"] = _folder.Path });

    /// <summary>Asks until the answer is as expected, while the daemon's clock goes on.</summary>
    private static Task<T> AskAsync<T>(TestDaemon daemon, Func<Task<T>> ask, Predicate<T> expected) => Eventually.GetAsync(
        async () =>
        {
            var answer = ask();
            while (!answer.IsCompleted)
            {
                daemon.Time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            }

            daemon.Time.Advance(TimeSpan.FromMilliseconds(100));
            return await answer;
        },
        expected);
}
