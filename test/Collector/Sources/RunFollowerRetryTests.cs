using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Following running executions again after a stream that ended, broke off or said nothing.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class RunFollowerRetryTests
{
    private readonly RunFollowerFixture _runs = new();

    [Fact]
    public async Task Follow_HeartbeatsWithoutProgressOrStatus_EndsAfterHalfAMinuteAndIsNotRetried()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchByClockAsync(daemon);
        var stream = await _runs.StreamAsync("runs");

        var began = _runs.Clock.GetUtcNow();
        var heartbeats = stream.SendForEverAsync();
        await _runs.Clock.AdvanceUntilAsync(stream.Ended, TimeSpan.FromSeconds(1));

        (_runs.Clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(RunFollower.FirstUpdateTimeout);
        await heartbeats.DefaultTimeout();
        var lists = daemon.CallsOf(Rpc.List);
        await _runs.Clock.AdvanceByAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists);
        daemon.CallsOf("StreamExecution").ShouldBe(1);
        (await collector.UntilAsync<ExecutionData>(_ => true)).ShouldSatisfyAllConditions(
            execution => execution.Status.ShouldBe(ExecutionStatus.Running),
            execution => execution.Progress.ShouldBeNull());
        (await collector.UntilAsync(SourceState.Live)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Follow_QuietAfterProgress_HasALongerTimeout()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);
        var stream = await _runs.StreamAsync("runs");
        await stream.SendAsync(progress: 10);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 10);

        var began = _runs.Clock.GetUtcNow();
        await _runs.Clock.AdvanceUntilAsync(stream.Ended, TimeSpan.FromSeconds(10));

        (_runs.Clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(RunFollower.NextUpdateTimeout);
    }

    [Fact]
    public async Task Follow_StreamBreaksOffBeforeAnyUpdate_FollowsAgainAfterGrowingWaits()
    {
        _runs.Script.StreamExecution = (_, _, _) => throw Rpc.Error(StatusCode.Unavailable, "busy");
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);

        await _runs.Clock.AdvanceUntilAsync(Eventually.IsAsync(() => daemon.CallsOf("StreamExecution") >= 4), TimeSpan.FromSeconds(1));
        var calls = daemon.CallsOf("StreamExecution");
        await _runs.Clock.AdvanceByAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        daemon.CallsOf("StreamExecution").ShouldBeInRange(calls + 1, calls + 60, "the waits grow to half a minute on average");
    }

    [Fact]
    public async Task Follow_StreamBreaksOffAfterProgress_ForgetsItAndFollowsAgain()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);
        var first = await _runs.StreamAsync("runs");
        await first.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        first.BreakOff();
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null);
        await _runs.Clock.AdvanceUntilAsync(Eventually.IsAsync(() => _runs.Streams["runs"] != first), TimeSpan.FromSeconds(0.1));
        await _runs.Streams["runs"].SendAsync(progress: 43);

        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 43);
        daemon.CallsOf("StreamExecution").ShouldBe(2);
    }

    [Fact]
    public async Task Follow_StreamsThatBreakOffAgainAndAgain_ShowProgressEachTime()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);
        var stream = await _runs.StreamAsync("runs");

        for (var progress = 1; progress <= 10; progress++)
        {
            await stream.SendAsync(progress);
            await collector.UntilAsync<ExecutionData>(execution => execution.Progress == progress);
            var before = stream;
            before.BreakOff();
            await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null);
            await _runs.Clock.AdvanceUntilAsync(Eventually.IsAsync(() => _runs.Streams["runs"] != before), TimeSpan.FromSeconds(0.1));
            stream = _runs.Streams["runs"];
        }

        daemon.CallsOf("StreamExecution").ShouldBe(11);
    }

    [Fact]
    public async Task Follow_StreamEndsAfterAnUpdate_FollowsAgainAMinuteLater()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);
        var first = await _runs.StreamAsync("runs");
        await first.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        var ended = _runs.Clock.GetUtcNow();
        first.Finish();
        await _runs.Clock.AdvanceUntilAsync(Eventually.IsAsync(() => _runs.Streams["runs"] != first), TimeSpan.FromSeconds(1));

        (_runs.Clock.GetUtcNow() - ended).ShouldBeGreaterThanOrEqualTo(StreamRetry.FinishedWait);
    }

    [Fact]
    public async Task Follow_UnimplementedForAWhile_IsTriedAgainLater()
    {
        var serve = _runs.Script.StreamExecution;
        var isRefused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs.Script.StreamExecution = (_, _, _) =>
        {
            isRefused.TrySetResult();
            throw Rpc.Error(StatusCode.Unimplemented);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await _runs.WatchOnceByClockAsync(daemon);
        await isRefused.Task.DefaultTimeout();

        _runs.Script.StreamExecution = serve;
        var refused = _runs.Clock.GetUtcNow();
        await _runs.Clock.AdvanceUntilAsync(Eventually.IsAsync(() => _runs.Streams.ContainsKey("runs")), TimeSpan.FromSeconds(5));

        (_runs.Clock.GetUtcNow() - refused).ShouldBeGreaterThanOrEqualTo(RunFollower.UnimplementedTimeout);
        daemon.CallsOf("StreamExecution").ShouldBe(2);
    }

    [Fact]
    public async Task Follow_DaemonIsBack_FollowsAgainAtOnceAndForgetsEarlierProgress()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var before = await _runs.StreamAsync("runs");
        await before.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        await daemon.StartAsync();
        await collector.UntilAsync(SourceState.Live);
        await Eventually.IsAsync(() => _runs.Streams["runs"] != before);

        (await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null)).Status.ShouldBe(ExecutionStatus.Running);
        _runs.Streams["runs"].Ended.IsCompleted.ShouldBeFalse("the old progress is forgotten although the silent stream has not ended");
    }

    [Fact]
    public async Task Follow_NotServed_IsNotRetriedForEveryRun()
    {
        _runs.Script.StreamExecution = (_, _, _) => throw Rpc.Error(StatusCode.Unimplemented);
        await using var daemon = await ScriptedDaemon.StartAsync(_runs.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await Eventually.IsAsync(() => daemon.CallsOf("StreamExecution") == 1);
        await collector.EverAsync<Heartbeat>(heartbeat => heartbeat.ObservedAt is not null);

        _runs.List = [DaemonMessages.Execution("another", 1, Status.Running), .. _runs.List];
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "another");
        var lists = daemon.CallsOf(Rpc.List);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists + 2);

        daemon.CallsOf("StreamExecution").ShouldBe(1);
        (await collector.UntilAsync(SourceState.Live)).Error.ShouldBeNull();
    }
}
