using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Following running executions, against a real gRPC server with streams that the test controls.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class RunFollowerTests
{
    private readonly FakeTimeProvider _clock = new(DaemonMessages.Start.AddDays(1));
    private readonly DaemonScript _script = new();
    private readonly ConcurrentDictionary<string, Stream> _streams = new();
    private volatile IReadOnlyList<Execution> _list = [DaemonMessages.Execution("runs", 0, Status.Running)];

    public RunFollowerTests()
    {
        _script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(_list));
        _script.StreamExecution = (request, updates, context) => (_streams[request.ExecutionId] = new Stream(request.ExecutionId, updates)).ServeAsync(context);
    }

    [Fact]
    public async Task Follow_Progress_IsShownUntilTheRunEnds()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var stream = await StreamAsync("runs");

        await stream.SendAsync(progress: 41.26);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41.3);
        await stream.SendAsync(progress: double.NaN);
        await stream.SendAsync(progress: 400);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 100);
        _list = [DaemonMessages.Execution("runs")];

        (await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Success)).Progress.ShouldBeNull();
        await stream.Ended.DefaultTimeout();
    }

    [Fact]
    public async Task Follow_UpdateOfAnotherRun_IsIgnored()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var stream = await StreamAsync("runs");

        await stream.SendAsync(progress: 99, of: "another");
        await stream.SendAsync(progress: 10);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress is not null);

        collector.Messages.OfType<ExecutionData>().ShouldNotContain(execution => execution.Progress == 99);
    }

    [Fact]
    public async Task Follow_StreamReportsItsEnd_IsSampledAtOnce()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        var stream = await StreamAsync("runs");

        _list = [DaemonMessages.Execution("runs", 0, Status.Failed)];
        await stream.SendAsync(status: Status.Failed);

        await collector.UntilAsync<ExecutionData>(execution => execution.Status == ExecutionStatus.Failed);
        await stream.Ended.DefaultTimeout();
    }

    [Fact]
    public async Task Follow_StreamReportsItsEndButTheListDoesNot_FollowsTheList()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        var stream = await StreamAsync("runs");
        var lists = daemon.CallsOf(Rpc.List);

        await stream.SendAsync(status: Status.Success);
        await stream.Ended.DefaultTimeout();
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists);
        _list = [DaemonMessages.Execution("newer", 1), .. _list];
        await collector.Calls.Route("default").CancelExecutionAsync("runs", TestContext.Current.CancellationToken).DefaultTimeout();
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "newer");

        collector.Messages.OfType<ExecutionData>().Where(execution => execution.Id == "runs")
            .ShouldAllBe(execution => execution.Status == ExecutionStatus.Running);
    }

    [Fact]
    public async Task Follow_HeartbeatsWithoutProgressOrStatus_EndsAfterHalfAMinuteAndIsNotRetried()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchByClockAsync(daemon);
        var stream = await StreamAsync("runs");

        var began = _clock.GetUtcNow();
        var heartbeats = stream.SendForEverAsync();
        await _clock.AdvanceUntilAsync(stream.Ended, TimeSpan.FromSeconds(1));

        (_clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(RunFollower.FirstUpdateTimeout);
        await heartbeats.DefaultTimeout();
        var lists = daemon.CallsOf(Rpc.List);
        await _clock.AdvanceByAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        daemon.CallsOf(Rpc.List).ShouldBeGreaterThan(lists);
        daemon.CallsOf("StreamExecution").ShouldBe(1);
        (await collector.UntilAsync<ExecutionData>(_ => true)).ShouldSatisfyAllConditions(
            execution => execution.Status.ShouldBe(ExecutionStatus.Running),
            execution => execution.Progress.ShouldBeNull());
        (await collector.UntilAsync(SourceState.Live)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Follow_QuietAfterProgress_HasALongerTimeout()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);
        var stream = await StreamAsync("runs");
        await stream.SendAsync(progress: 10);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 10);

        var began = _clock.GetUtcNow();
        await _clock.AdvanceUntilAsync(stream.Ended, TimeSpan.FromSeconds(10));

        (_clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(RunFollower.NextUpdateTimeout);
    }

    [Fact]
    public async Task Follow_StreamBreaksOffBeforeAnyUpdate_FollowsAgainAfterGrowingWaits()
    {
        _script.StreamExecution = (_, _, _) => throw Rpc.Error(StatusCode.Unavailable, "busy");
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);

        await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => daemon.CallsOf("StreamExecution") >= 4), TimeSpan.FromSeconds(1));
        var calls = daemon.CallsOf("StreamExecution");
        await _clock.AdvanceByAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));

        daemon.CallsOf("StreamExecution").ShouldBeInRange(calls + 1, calls + 60, "the waits grow to half a minute on average");
    }

    [Fact]
    public async Task Follow_StreamBreaksOffAfterProgress_ForgetsItAndFollowsAgain()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);
        var first = await StreamAsync("runs");
        await first.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        first.BreakOff();
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null);
        await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => _streams["runs"] != first), TimeSpan.FromSeconds(0.1));
        await _streams["runs"].SendAsync(progress: 43);

        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 43);
        daemon.CallsOf("StreamExecution").ShouldBe(2);
    }

    [Fact]
    public async Task Follow_StreamsThatBreakOffAgainAndAgain_ShowProgressEachTime()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);
        var stream = await StreamAsync("runs");

        for (var progress = 1; progress <= 10; progress++)
        {
            await stream.SendAsync(progress);
            await collector.UntilAsync<ExecutionData>(execution => execution.Progress == progress);
            var before = stream;
            before.BreakOff();
            await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null);
            await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => _streams["runs"] != before), TimeSpan.FromSeconds(0.1));
            stream = _streams["runs"];
        }

        daemon.CallsOf("StreamExecution").ShouldBe(11);
    }

    [Fact]
    public async Task Follow_StreamEndsAfterAnUpdate_FollowsAgainAMinuteLater()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);
        var first = await StreamAsync("runs");
        await first.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        var ended = _clock.GetUtcNow();
        first.Finish();
        await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => _streams["runs"] != first), TimeSpan.FromSeconds(1));

        (_clock.GetUtcNow() - ended).ShouldBeGreaterThanOrEqualTo(StreamRetry.FinishedWait);
    }

    [Fact]
    public async Task Follow_UnimplementedForAWhile_IsTriedAgainLater()
    {
        var serve = _script.StreamExecution;
        var isRefused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.StreamExecution = (_, _, _) =>
        {
            isRefused.TrySetResult();
            throw Rpc.Error(StatusCode.Unimplemented);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await WatchOnceByClockAsync(daemon);
        await isRefused.Task.DefaultTimeout();

        _script.StreamExecution = serve;
        var refused = _clock.GetUtcNow();
        await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => _streams.ContainsKey("runs")), TimeSpan.FromSeconds(5));

        (_clock.GetUtcNow() - refused).ShouldBeGreaterThanOrEqualTo(RunFollower.UnimplementedTimeout);
        daemon.CallsOf("StreamExecution").ShouldBe(2);
    }

    [Fact]
    public async Task Follow_DaemonIsBack_FollowsAgainAtOnceAndForgetsEarlierProgress()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        var before = await StreamAsync("runs");
        await before.SendAsync(progress: 41);
        await collector.UntilAsync<ExecutionData>(execution => execution.Progress == 41);

        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        await daemon.StartAsync();
        await collector.UntilAsync(SourceState.Live);
        await Eventually.IsAsync(() => _streams["runs"] != before);

        (await collector.UntilAsync<ExecutionData>(execution => execution.Progress is null)).Status.ShouldBe(ExecutionStatus.Running);
        _streams["runs"].Ended.IsCompleted.ShouldBeFalse("the old progress is forgotten although the silent stream has not ended");
    }

    [Fact]
    public async Task Follow_MoreRunsThanStreams_FollowsTheNewestAndTheNextWhenOneEnds()
    {
        _list = [.. Enumerable.Range(0, 20).Select(i => DaemonMessages.Execution($"r{i:00}", i, Status.Running))];
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await Eventually.IsAsync(() => _streams.Count == RunFollower.MaxStreams);

        var lists = daemon.CallsOf(Rpc.List);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists + 2);
        _streams.Keys.Order().ShouldBe(Enumerable.Range(20 - RunFollower.MaxStreams, RunFollower.MaxStreams).Select(i => $"r{i:00}"));

        _list = [.. _list.Where(run => run.Id != "r19")];
        await Eventually.IsAsync(() => _streams.Count == RunFollower.MaxStreams + 1);

        _streams.Keys.ShouldContain($"r{19 - RunFollower.MaxStreams:00}");
        daemon.MostAtOnce("StreamExecution").ShouldBeLessThanOrEqualTo(RunFollower.MaxStreams + 1);
    }

    [Fact]
    public async Task Follow_NotServed_IsNotRetriedForEveryRun()
    {
        _script.StreamExecution = (_, _, _) => throw Rpc.Error(StatusCode.Unimplemented);
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await Eventually.IsAsync(() => daemon.CallsOf("StreamExecution") == 1);
        await collector.EverAsync<Heartbeat>(heartbeat => heartbeat.ObservedAt is not null);

        _list = [DaemonMessages.Execution("another", 1, Status.Running), .. _list];
        await collector.UntilAsync<ExecutionData>(execution => execution.Id == "another");
        var lists = daemon.CallsOf(Rpc.List);
        await Eventually.IsAsync(() => daemon.CallsOf(Rpc.List) > lists + 2);

        daemon.CallsOf("StreamExecution").ShouldBe(1);
        (await collector.UntilAsync(SourceState.Live)).Error.ShouldBeNull();
    }

    // Without samples besides: a busy machine answers them late, by this clock, and the daemon would seem to be down.
    /// <summary>Samples once, and returns when it has: a first connection that is late needs the clock.</summary>
    private async Task<CollectorHost> WatchOnceByClockAsync(ScriptedDaemon daemon)
    {
        var collector = await WatchByClockAsync(daemon, interval: "01:00:00");
        await _clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Live), TimeSpan.FromMilliseconds(10));
        return collector;
    }

    private Task<CollectorHost> WatchByClockAsync(ScriptedDaemon daemon, string interval = "00:00:01") => CollectorHost.StartAsync(
        services => services.AddSingleton<TimeProvider>(_clock),
        ("Daemons:0:Address", daemon.Address),
        ("Daemons:0:Interval", interval),
        ("Daemons:0:Deadline", "00:10:00"));

    private async Task<Stream> StreamAsync(string id)
    {
        await Eventually.IsAsync(() => _streams.ContainsKey(id));
        return _streams[id];
    }

    /// <summary>The daemon's end of one stream.</summary>
    internal sealed class Stream(string id, IServerStreamWriter<ExecutionUpdate> updates)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the collector has ended the stream.</summary>
        public Task Ended => _ended.Task;

        public async Task ServeAsync(ServerCallContext context)
        {
            await using var ending = context.CancellationToken.Register(() => _ended.TrySetResult());
            await Ended;
        }

        /// <summary>Ends the stream with an error, although the run continues.</summary>
        public void BreakOff() => _ended.TrySetException(Rpc.Error(StatusCode.Unavailable, "busy"));

        /// <summary>Ends the stream normally, although the run continues.</summary>
        public void Finish() => _ended.TrySetResult();

        public Task SendAsync(double progress = 0, Status status = Status.Unspecified, string? of = null) =>
            updates.WriteAsync(new ExecutionUpdate { ExecutionId = of ?? id, Type = "progress", Progress = progress, Status = status });

        public async Task SendForEverAsync()
        {
            while (!Ended.IsCompleted)
            {
                try
                {
                    await updates.WriteAsync(new ExecutionUpdate { ExecutionId = id, Type = "heartbeat", Timestamp = new Timestamp() });
                    await Ended.WaitAsync(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException && Ended.IsCompleted)
                {
                    // The collector ended the stream during the write.
                }
            }
        }
    }
}
