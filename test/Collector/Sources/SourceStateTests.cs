using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>How a source stands, against a real gRPC server that comes, goes, refuses and falls silent.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class SourceStateTests
{
    private static readonly string Unable = "Unable to connect to FLEXT daemon: ";

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
    public async Task Start_BeforeAnythingIsHeard_SaysThatTheSourceIsThere()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync(SourceState.Live);

        var first = collector.Messages[0].ShouldBeOfType<SourceStatus>();
        (first.State, first.ObservedAt, first.Error).ShouldBe((SourceState.Connecting, null, null));
        collector.Messages[1].ShouldBeOfType<Heartbeat>().ObservedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Watch_NobodyListens_IsDownWithoutHavingBeenHeard()
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
    public async Task Watch_DaemonGoesAndReturnsOnItsPort_FallsBackAndIsLiveAgain()
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
        var silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silent.SetResult();
        var script = new DaemonScript();
        var (stats, health, list) = (script.GetSystemStats, script.HealthCheck, script.ListExecutions);
        async Task<T> AnswerAsync<T>(Task<T> answer)
        {
            await silent.Task;
            return await answer;
        }

        script.GetSystemStats = context => AnswerAsync(stats(context));
        script.HealthCheck = context => AnswerAsync(health(context));
        script.ListExecutions = (request, context) => AnswerAsync(list(request, context));
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Deadline", "00:00:01"));
        await collector.UntilAsync(SourceState.Live);
        collector.Forget();

        silent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var down = await collector.UntilAsync(SourceState.Down);

        down.Error.ShouldNotBeNull().ShouldContain("did not answer within 1 s (Daemons:0:Deadline)");
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Degraded);
        silent.SetResult();
        await collector.UntilAsync(SourceState.Live);
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
}
