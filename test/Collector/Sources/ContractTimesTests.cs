using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The times in the contract: down within 2 s, silence noticed within the deadline + 3 s, back within 2 s, never older than 3 intervals.</summary>
[Collection(RealTime.Name)]
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class ContractTimesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("00:00:01")]
    [InlineData("01:00:00")]
    public async Task Watch_ConnectionIsLost_IsDownWithin2SecondsAndBackWithin2(string interval)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", interval));
        await collector.UntilAsync(SourceState.Live);

        var stopped = Now();
        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        Since(stopped).ShouldBeLessThan(Limit);

        await daemon.StartAsync();
        var started = Now();
        await collector.UntilAsync(SourceState.Live);
        Since(started).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task Watch_RefusedFromTheStart_IsDownWithin2Seconds()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await daemon.StopAsync();

        var began = Now();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:01"));
        await collector.UntilAsync(SourceState.Down);

        Since(began).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task Watch_ReturnsWithStatsThatTakeOverASecond_IsLiveWithin2Seconds()
    {
        var script = new DaemonScript();
        var answer = script.GetSystemStats;
        script.GetSystemStats = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1.05), TimeProvider.System, context.CancellationToken);
            return await answer(context);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:01"));
        await collector.UntilAsync(SourceState.Live);
        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        collector.Forget();

        await daemon.StartAsync();
        var started = Now();
        await collector.UntilAsync(SourceState.Live);

        Since(started).ShouldBeLessThan(Limit);
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Degraded);
    }

    [Fact]
    public async Task Watch_FallsSilent_IsDownWithinTheDeadlineAnd3Seconds()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var relay = new TcpRelay(daemon.Port);
        await using var collector = await CollectorHost.WatchAsync(relay.Address, ("Interval", "00:00:01"), ("Deadline", "00:00:02"));
        await collector.UntilAsync(SourceState.Live);

        var silent = Now();
        relay.Swallow();
        var down = await collector.UntilAsync(SourceState.Down);

        Since(silent).ShouldBeLessThan(TimeSpan.FromSeconds(2 + 3));
        down.Error.ShouldNotBeNull().ShouldContain("did not answer within 2 s (Daemons:0:Deadline)");
    }

    [Fact]
    public async Task Watch_ConnectionsOpenedMeanwhileStayMute_IsLiveWithin2SecondsOfTheReturn()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var relay = new TcpRelay(daemon.Port);
        await using var collector = await CollectorHost.WatchAsync(relay.Address, ("Interval", "01:00:00"), ("Deadline", "00:00:30"));
        await collector.UntilAsync(SourceState.Live);
        relay.Swallow();
        var lost = Now();
        await daemon.StopAsync();
        var down = await collector.UntilAsync(SourceState.Down);
        Since(lost).ShouldBeLessThan(Limit);
        down.Error.ShouldBe($"Unable to connect to FLEXT daemon: The connection was accepted, but nothing answers on it ({relay.Address})");

        // One attempt a second, although the deadline is far off.
        var before = relay.Accepted;
        await relay.UntilAcceptedAsync(before + 3).DefaultTimeout();
        await daemon.StartAsync();
        relay.Pass();
        var returned = Now();
        await collector.UntilAsync(SourceState.Live);

        Since(returned).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task Watch_ProxyLosesItsDaemon_IsDownWithin2SecondsOfOneRefusalAndBackWithin2()
    {
        var script = new DaemonScript();
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        await collector.UntilAsync(SourceState.Live);
        Action[] repairs = [.. Rpc.Feeds.Select(rpc => script.Fail(rpc, StatusCode.Unavailable, "no upstream"))];

        // This triggers the next sample of the executions alone.
        var lost = Now();
        await collector.Calls.Route("default").CancelExecutionAsync("any", TestContext.Current.CancellationToken);
        await collector.UntilAsync(SourceState.Down);
        Since(lost).ShouldBeLessThan(Limit);

        Array.ForEach(repairs, mend => mend());
        var returned = Now();
        await collector.UntilAsync(SourceState.Live);
        Since(returned).ShouldBeLessThan(Limit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watch_Live_IsNeverOlderThan3Intervals(bool isQuiet)
    {
        var script = new DaemonScript();
        var cpu = 0.0;
        var answer = script.GetSystemStats;
        script.GetSystemStats = async context => new Proto.SystemStats(await answer(context)) { CpuUsage = isQuiet ? 1 : ++cpu };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:00.5"));
        await collector.UntilAsync(SourceState.Live);
        collector.Forget();

        await collector.UntilAsync(() => collector.Messages.Count(message => message is Heartbeat or DashboardStats) > 8);

        var observed = collector.Messages.Select(message => message.ObservedAt!.Value).ToList();
        observed.Zip(observed.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First <= TimeSpan.FromSeconds(1.5));
        (isQuiet && !collector.Messages.Any(message => message is Heartbeat)).ShouldBeFalse();
    }

    [Fact]
    public async Task Watch_NothingChanges_SendsAHeartbeatOnlyAfterAWholeInterval()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "00:00:00.5"));
        await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: not null });
        await collector.EverAsync<Heartbeat>(heartbeat => heartbeat.ObservedAt is not null);
        collector.Forget();

        await collector.UntilAsync(() => collector.Messages.Count >= 4);

        var heartbeats = collector.Messages.Select(message => message.ShouldBeOfType<Heartbeat>()).ToList();
        heartbeats.Zip(heartbeats.Skip(1)).ShouldAllBe(pair =>
            pair.Second.Sequence > pair.First.Sequence && pair.Second.ObservedAt - pair.First.ObservedAt >= TimeSpan.FromSeconds(0.45));
    }

    [Fact]
    public async Task Watch_StatsBlockTheDaemonForASecond_KeepsItsTimesAndTakesAFifthOfItsTime()
    {
        await using var blocking = await BlockingDaemon.StartAsync();
        await using var relay = new TcpRelay(blocking.Daemon.Port);
        await using var collector = await CollectorHost.WatchAsync(relay.Address, ("Interval", "00:00:01"), ("LoadPercent", "20"));
        var status = await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, IntervalSeconds: > 5 });
        status.IntervalSeconds.ShouldBe(Math.Ceiling(status.IntervalSeconds));

        var busy = await blocking.MeasureAsync(turns: 2);
        busy.ShouldBeLessThan(0.21);
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Degraded);

        var silent = Now();
        relay.Swallow();
        await collector.UntilAsync(SourceState.Down);
        Since(silent).ShouldBeLessThan(TimeSpan.FromSeconds(5 + 3));

        relay.Pass();
        await collector.UntilAsync(SourceState.Live);

        var stopped = Now();
        await blocking.Daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        Since(stopped).ShouldBeLessThan(Limit);

        await blocking.Daemon.StartAsync();
        var started = Now();
        await collector.UntilAsync(SourceState.Live);
        Since(started).ShouldBeLessThan(Limit);
    }

    private static long Now() => TimeProvider.System.GetTimestamp();

    private static TimeSpan Since(long then) => TimeProvider.System.GetElapsedTime(then);
}
