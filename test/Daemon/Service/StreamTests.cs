using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Tests.Service;

public sealed class StreamTests
{
    private const string OnDemand = "tap-hubspot-to-target-postgres";
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StreamExecution_RunningRun_TellsProgressAndEndsWithIt()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var run = await RunAsync(daemon);
        using var call = daemon.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = run.Id }, cancellationToken: Ended);
        (await call.ResponseStream.MoveNext(Ended).DefaultTimeout()).ShouldBeTrue();
        var updates = new List<ExecutionUpdate> { call.ResponseStream.Current };

        for (var next = call.ResponseStream.MoveNext(Ended); await ReachAsync(daemon, next); next = call.ResponseStream.MoveNext(Ended))
        {
            updates.Add(call.ResponseStream.Current);
        }

        updates.ShouldAllBe(update => update.ExecutionId == run.Id && update.Metadata["sample"] == "true");
        updates.Select(update => update.Progress).ShouldBeInOrder();
        updates.ShouldContain(update => update.Status == Status.Running && update.Progress > 0 && update.Progress < 100 && update.Type == "progress");
        (updates[^1].Status, updates[^1].Progress, updates[^1].Type).ShouldBe((Status.Success, 100, "status"));
    }

    [Fact]
    public async Task StreamExecution_EndedRun_SaysHowItEndedAndEnds()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var run = await RunAsync(daemon);
        daemon.Pass(TimeSpan.FromSeconds(30));
        using var call = daemon.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = run.Id }, cancellationToken: Ended);

        var updates = await call.ResponseStream.ReadAllAsync(Ended).ToListAsync(Ended).AsTask().DefaultTimeout();

        updates.Single().Status.ShouldBe(Status.Success);
    }

    [Fact]
    public async Task Streams_UnknownOrInvalid_AreRefused()
    {
        await using var daemon = await TestDaemon.StartAsync();

        using var unknown = daemon.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = "nope" }, cancellationToken: Ended);
        await unknown.ShouldBeRefusedAsync(StatusCode.NotFound, "nope");
        using var unknownLog = daemon.Client.StreamLogs(new StreamLogsRequest { ExecutionId = "nope", Follow = true }, cancellationToken: Ended);
        await unknownLog.ShouldBeRefusedAsync(StatusCode.NotFound, "nope");
        using var empty = daemon.Client.StreamLogs(new StreamLogsRequest(), cancellationToken: Ended);
        await empty.ShouldBeRefusedAsync(StatusCode.InvalidArgument, "execution_id is required");
        using var negative = daemon.Client.StreamLogs(new StreamLogsRequest { ExecutionId = "nope", TailLines = -1 }, cancellationToken: Ended);
        await negative.ShouldBeRefusedAsync(StatusCode.InvalidArgument, "tail_lines is -1; it may be 0, which means all, or more");
    }

    [Fact]
    public async Task StreamLogs_Tail_IsTheLastLinesOldestFirst()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var run = await RunAsync(daemon);
        daemon.Pass(TimeSpan.FromSeconds(30));

        var all = await LogAsync(daemon, new StreamLogsRequest { ExecutionId = run.Id });
        var tail = await LogAsync(daemon, new StreamLogsRequest { ExecutionId = run.Id, TailLines = 4 });

        tail.ShouldBe(all[^4..]);
        all.ShouldAllBe(line => line.ExecutionId == run.Id && line.Level == "INFO");
        all[0].Timestamp.ShouldBe("2026-11-24T02:00:00.000Z");
        all[0].Message.ShouldBe("tap-hubspot | Beginning incremental sync of 'contacts'...");
        all[^1].Message.ShouldBe("Run ended: success");
    }

    [Fact]
    public async Task StreamLogs_Follow_GoesOnUntilTheRunEnds()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var run = await RunAsync(daemon);
        daemon.Pass(TimeSpan.FromSeconds(3));
        using var call = daemon.Client.StreamLogs(new StreamLogsRequest { ExecutionId = run.Id, TailLines = 1, Follow = true }, cancellationToken: Ended);
        var lines = new List<LogEntry>();

        for (var next = call.ResponseStream.MoveNext(Ended); await ReachAsync(daemon, next); next = call.ResponseStream.MoveNext(Ended))
        {
            lines.Add(call.ResponseStream.Current);
        }

        var all = await LogAsync(daemon, new StreamLogsRequest { ExecutionId = run.Id });
        lines.Count.ShouldBeGreaterThan(5);
        lines.ShouldBe(all[^lines.Count..]);
    }

    [Fact]
    public async Task StopAsync_WithOpenStreams_EndsThemAtOnce()
    {
        await using var daemon = await TestDaemon.StartAsync();
        var run = await RunAsync(daemon);
        using var call = daemon.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = run.Id }, cancellationToken: Ended);
        (await call.ResponseStream.MoveNext(Ended).DefaultTimeout()).ShouldBeTrue();
        var ending = Should.ThrowAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Ended).DefaultTimeout())
            {
            }
        });

        await daemon.StopAsync();

        (await ending).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    /// <summary>Turns the clock until the stream says something or ends.</summary>
    private static async Task<bool> ReachAsync(TestDaemon daemon, Task<bool> next)
    {
        await Advancing.UntilAsync(daemon.Time, TimeSpan.FromMilliseconds(100), () => Task.FromResult(next.IsCompleted ? next : null));
        return await next;
    }

    private static Task<List<LogEntry>> LogAsync(TestDaemon daemon, StreamLogsRequest request) =>
        daemon.Client.StreamLogs(request, cancellationToken: Ended).ResponseStream.ReadAllAsync(Ended).ToListAsync(Ended).AsTask().DefaultTimeout();

    private static Task<Execution> RunAsync(TestDaemon daemon) =>
        daemon.Client.RunPipelineAsync(new RunPipelineRequest { PipelineId = OnDemand }, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
}
