using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Following running executions, against a real gRPC server with streams that the test controls.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class RunFollowerTests
{
    private readonly RunFollowerFixture _runs = new();

    [Fact]
    public async Task Follow_Progress_IsShownUntilTheRunEnds()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var stream = await _runs.StreamAsync("runs");

        await stream.SendAsync(progress: 41.26);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41.3);
        await stream.SendAsync(progress: double.NaN);
        await stream.SendAsync(progress: 400);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 100);
        _runs.List = [DaemonMessages.Execution("runs")];

        (await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Success)).Progress.ShouldBeNull();
        await stream.Ended.DefaultTimeout();
    }

    [Fact]
    public async Task Follow_UpdateOfAnotherRun_IsIgnored()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var stream = await _runs.StreamAsync("runs");

        await stream.SendAsync(progress: 99, of: "another");
        await stream.SendAsync(progress: 10);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress is not null);

        collector.Messages.OfType<ExecutionData>().ShouldNotContain(execution => execution.Progress == 99);
    }

    [Fact]
    public async Task Follow_StreamReportsItsEnd_IsSampledAtOnce()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        var stream = await _runs.StreamAsync("runs");

        _runs.List = [DaemonMessages.Execution("runs", 0, Status.Failed)];
        await stream.SendAsync(status: Status.Failed);

        await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Failed);
        await stream.Ended.DefaultTimeout();
    }

    [Fact]
    public async Task Follow_StreamReportsItsEndButTheListDoesNot_FollowsTheList()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        var stream = await _runs.StreamAsync("runs");
        var lists = daemon.CallsOf(Rpc.List);

        await stream.SendAsync(status: Status.Success);
        await stream.Ended.DefaultTimeout();
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists);
        _runs.List = [DaemonMessages.Execution("newer", 1), .. _runs.List];
        await collector.Calls.Route("default").CancelExecutionAsync("runs", TestContext.Current.CancellationToken).DefaultTimeout();
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "newer");

        collector.Messages.OfType<ExecutionData>().Where(execution => execution.Id == "runs")
            .ShouldAllBe(execution => execution.Status == ExecutionStatus.Running);
    }

    [Fact]
    public async Task Follow_MoreRunsThanStreams_FollowsTheNewestAndTheNextWhenOneEnds()
    {
        _runs.List = [.. Enumerable.Range(0, 20).Select(i => DaemonMessages.Execution($"r{i:00}", i, Status.Running))];
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await Eventually.IsAsync(() => _runs.Streams.Count == RunFollower.MaxStreams);

        var lists = daemon.CallsOf(Rpc.List);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists + 2);
        _runs.Streams.Keys.Order().ShouldBe(Enumerable.Range(20 - RunFollower.MaxStreams, RunFollower.MaxStreams).Select(i => $"r{i:00}"));

        _runs.List = [.. _runs.List.Where(run => run.Id != "r19")];
        await Eventually.IsAsync(() => _runs.Streams.Count == RunFollower.MaxStreams + 1);

        _runs.Streams.Keys.ShouldContain($"r{19 - RunFollower.MaxStreams:00}");
        daemon.MostAtOnce("StreamExecution").ShouldBeLessThanOrEqualTo(RunFollower.MaxStreams + 1);
    }
}
