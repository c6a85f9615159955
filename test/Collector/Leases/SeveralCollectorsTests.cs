using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Collector.Tests.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Collector.Tests.Leases;

/// <summary>Two collectors of one installation, and one daemon.</summary>
public sealed class SeveralCollectorsTests(RedisServer server)
{
    [Fact]
    public async Task Run_TwoCollectors_OneWatchesAndBothKnow()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var redis = await server.CreateDatabaseAsync();
        await using var first = await StartAsync(daemon, redis, "first");
        await first.UntilAsync(SourceState.Live);
        await using var second = await StartAsync(daemon, redis, "second");

        var status = await second.UntilAsync(SourceState.Live);

        var heard = (await second.UntilAsync<Heartbeat>(_ => true)).Sequence;
        await second.UntilAsync<Heartbeat>(heartbeat => heartbeat.Sequence > heard + 5);
        second.Messages.Concat(first.Messages).ShouldAllBe(message => message.Epoch == status.Epoch);
    }

    [Fact]
    public async Task Stop_TheOneThatWatches_TheOtherGoesOnAtOnceFromWhatWasPublished()
    {
        var script = new DaemonScript();
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        var redis = await server.CreateDatabaseAsync();
        var first = await StartAsync(daemon, redis, "first");
        var before = await first.UntilAsync(SourceState.Live);
        await using var second = await StartAsync(daemon, redis, "second");
        await second.UntilAsync(SourceState.Live);
        second.Forget();

        var began = TimeProvider.System.GetTimestamp();
        await first.DisposeAsync();
        await second.EverAsync<SourceMessage>(message => message.Epoch > before.Epoch);

        // Half of what it takes for the lease to run out.
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2.5));
        second.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.State == SourceState.Connecting);
        script.Fail(Rpc.Health, StatusCode.Internal);
        var degraded = await second.UntilAsync(SourceState.Degraded);
        (degraded.Epoch, degraded.Since).ShouldSatisfyAllConditions(
            now => now.Epoch.ShouldBeGreaterThan(before.Epoch), now => now.Since.ShouldBeGreaterThan(before.Since));
    }

    [Fact]
    public async Task Calls_WhileAnotherProcessWatches_AreMadeByThisOne()
    {
        var script = new DaemonScript { GetExecution = (request, _) => Task.FromResult(DaemonMessages.Execution(request.Id)) };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        var redis = await server.CreateDatabaseAsync();
        await using var first = await StartAsync(daemon, redis, "first");
        await first.UntilAsync(SourceState.Live);
        await using var hub = await StartAsync(daemon, redis, "hub", ("Cluster:Roles", "hub"));
        var live = await hub.UntilAsync(SourceState.Live);

        var execution = await hub.Calls.Route("default", "ada").GetExecutionAsync("run-7", TestContext.Current.CancellationToken).DefaultTimeout();

        (execution.Id, execution.Epoch).ShouldBe(("run-7", live.Epoch));
    }

    private static Task<CollectorHost> StartAsync(ScriptedDaemon daemon, string redis, string node, params (string Key, string Value)[] settings) => CollectorHost.StartAsync([
        ("ConnectionStrings:Redis", redis), ("Cluster:Node", node), ("Daemons:0:Address", daemon.Address), ("Daemons:0:Interval", "00:00:00.2"), ("Daemons:0:LoadPercent", "100"), .. settings]);
}
