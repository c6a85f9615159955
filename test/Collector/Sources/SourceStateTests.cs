using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The state of a source, against a real gRPC server that starts, stops, refuses and falls silent.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class SourceStateTests
{
    private static readonly string Unable = "Unable to connect to FLEXT daemon: ";

    /// <summary>Small, so that a real call takes little of the fake clock's time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _clock = new(DaemonMessages.Start);

    [Theory]
    [InlineData("flext.FlextService")]
    [InlineData("flext.FlxService")]
    [InlineData("flx.FlxService")]
    public async Task Watch_DaemonOfEachServiceName_IsLive(string service)
    {
        await using var daemon = await ScriptedDaemon.StartAsync(service: service);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Service", service));

        var status = await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: "0.9.0" });

        status.Error.ShouldBeNull();
        status.Environment.ShouldBe("test");
        status.Feeds.Values.ShouldAllBe(feed => feed.Ok && feed.Error == null);
    }

    [Fact]
    public async Task Start_BeforeAnyAnswer_PublishesTheSource()
    {
        // An answer would take the place of what was published before it and has not been read.
        var gate = new Gate();
        gate.Shut();
        await using var daemon = await ScriptedDaemon.StartAsync(gate.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync<Heartbeat>(_ => true);
        gate.Open();
        await collector.UntilAsync(SourceState.Live);

        var first = collector.Messages[0].ShouldBeOfType<SourceStatus>();
        (first.State, first.ObservedAt, first.Error).ShouldBe((SourceState.Connecting, null, null));
        collector.Messages[1].ShouldBeOfType<Heartbeat>().ObservedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Watch_NoListener_IsDownWithoutAnAnswer()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await daemon.StopAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Down);
        var stats = await collector.UntilAsync<DashboardStats>(stats => stats.Fallback);

        status.Error.ShouldBe($"{Unable}Connection refused ({daemon.Address})");
        (status.ObservedAt, stats.ObservedAt, stats.LastKnown).ShouldBe((null, null, null));
        status.Feeds.Values.ShouldAllBe(feed => !feed.Ok && feed.Error == status.Error);
    }

    [Fact]
    public async Task Watch_DaemonStopsAndReturnsOnItsPort_FallsBackAndIsLiveAgain()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync(SourceState.Live);

        await daemon.StopAsync();
        var down = await collector.UntilAsync(SourceState.Down);
        var stats = await collector.UntilAsync<DashboardStats>(stats => stats.Fallback);
        var health = await collector.UntilAsync<HealthStatus>(health => health.Fallback);

        down.Error.ShouldStartWith(Unable);
        (stats.CpuUsage, stats.TotalExecutions, stats.LastKnown?.CpuUsage).ShouldBe((0, 0, 12.5));
        (health.Healthy, health.Components.Count, health.LastKnown?.Components.Count).ShouldBe((false, 0, 1));
        stats.ObservedAt.ShouldBe(down.ObservedAt);

        await daemon.StartAsync();
        await collector.UntilAsync(SourceState.Live);
        (await collector.UntilAsync<DashboardStats>(stats => !stats.Fallback)).CpuUsage.ShouldBe(12.5);
        (await collector.UntilAsync<HealthStatus>(health => !health.Fallback)).Components.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Watch_OneRpcIsUnimplemented_IsDegradedAndTheRestIsLive()
    {
        var script = new DaemonScript { HealthCheck = _ => throw new RpcException(new Status(StatusCode.Unimplemented, "not here")) };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Degraded);

        status.Feeds[FeedNames.Health].Error.ShouldNotBeNull().ShouldContain("HealthCheck is not served by this daemon as flext.FlextService");
        status.Feeds[FeedNames.Stats].Ok.ShouldBeTrue();
        (await collector.UntilAsync<DashboardStats>(_ => true)).Fallback.ShouldBeFalse();
        collector.Messages.OfType<HealthStatus>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_DaemonFallsSilent_IsDownAndBackWhenItAnswers()
    {
        var gate = new Gate();
        await using var daemon = await ScriptedDaemon.StartAsync(gate.Script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:01"));
        await collector.UntilAsync(SourceState.Live);
        collector.Forget();

        gate.Shut();
        var down = await collector.UntilAsync(SourceState.Down);

        down.Error.ShouldNotBeNull().ShouldContain("did not answer within 1 s (Daemons:0:Deadline)");
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Degraded);
        gate.Open();
        await collector.UntilAsync(SourceState.Live);
    }

    [Fact]
    public async Task Watch_OneFeedNoticesTheSilenceFirst_NoFeedWaitsForItsIntervalOnReturn()
    {
        var gate = new Gate();
        await using var daemon = await ScriptedDaemon.StartAsync(gate.Script);
        await using var collector = await WatchHourlyAsync(daemon);
        gate.Shut();

        await AskForExecutionsAsync(collector);
        await _clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Down), Step);
        gate.Open();

        await ReturnBeforeTheNextSampleAsync(collector);
    }

    [Fact]
    public async Task Watch_OneFeedFindsTheConnectionMute_NoFeedWaitsForItsIntervalOnReturn()
    {
        var gate = new Gate();
        var connector = new MuteConnector(_clock);
        await using var daemon = await ScriptedDaemon.StartAsync(gate.Script);
        await using var collector = await WatchHourlyAsync(daemon, connector);
        gate.Shut();
        connector.Mute();

        await AskForExecutionsAsync(collector);
        await _clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Down), Step);
        gate.Open();

        await ReturnBeforeTheNextSampleAsync(collector);
    }

    [Fact]
    public async Task Watch_OneFeedGetsUnavailableFirst_IsDownAtOnceAndNoFeedWaitsForItsIntervalOnReturn()
    {
        var script = new DaemonScript();
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await WatchHourlyAsync(daemon);
        Action[] repairs = [.. Rpc.Feeds.Select(rpc => script.Fail(rpc, StatusCode.Unavailable, "no upstream"))];

        // The fake clock does not advance meanwhile.
        await AskForExecutionsAsync(collector);
        await collector.UntilAsync(SourceState.Down);
        Array.ForEach(repairs, mend => mend());

        await ReturnBeforeTheNextSampleAsync(collector);
    }

    [Fact]
    public async Task Watch_ConnectionLostWithAnHourToTheNextSample_IsDownAtOnce()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Interval", "01:00:00"));
        await collector.UntilAsync(SourceState.Live);

        await daemon.StopAsync();

        await collector.UntilAsync(SourceState.Down);
        await daemon.StartAsync();
        await collector.UntilAsync(SourceState.Live);
    }

    private static Task AskForExecutionsAsync(CollectorHost collector) =>
        collector.Calls.Route("default").CancelExecutionAsync("any", TestContext.Current.CancellationToken).DefaultTimeout();

    private async Task<CollectorHost> WatchHourlyAsync(ScriptedDaemon daemon, IDaemonConnector? connector = null)
    {
        var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton(connector ?? new DaemonConnector(_clock)),
            ("Daemons:0:Address", daemon.Address),
            ("Daemons:0:Interval", "01:00:00"));
        await collector.UntilAsync(SourceState.Live);

        // Until it settles, the source is sampled more often.
        await _clock.AdvanceByAsync(TimeSpan.FromSeconds(2), Step);
        return collector;
    }

    private async Task ReturnBeforeTheNextSampleAsync(CollectorHost collector)
    {
        var returned = _clock.GetUtcNow();
        await _clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Live), Step);
        (_clock.GetUtcNow() - returned).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    /// <summary>Creates connections of which the newest can be made mute, as if it had been reopened to a server that sends nothing.</summary>
    private sealed class MuteConnector(TimeProvider time) : IDaemonConnector
    {
        private ConnectionActivity _activity = new(time);

        public void Mute() => _activity.Opened();

        public DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost)
        {
            _activity = new ConnectionActivity(time);
            var channel = GrpcChannel.ForAddress(daemon.Address);
            return new DaemonConnection(channel.CreateCallInvoker(), channel, _activity);
        }
    }

    /// <summary>A gate that a daemon's answers wait at while it is shut.</summary>
    private sealed class Gate
    {
        private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Gate()
        {
            Open();
            var (stats, health, list) = (Script.GetSystemStats, Script.HealthCheck, Script.ListExecutions);
            Script.GetSystemStats = context => PassAsync(stats(context));
            Script.HealthCheck = context => PassAsync(health(context));
            Script.ListExecutions = (request, context) => PassAsync(list(request, context));
        }

        public DaemonScript Script { get; } = new();

        public void Open() => _opened.TrySetResult();

        public void Shut() => _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        private async Task<T> PassAsync<T>(Task<T> answer)
        {
            await _opened.Task;
            return await answer;
        }
    }
}
