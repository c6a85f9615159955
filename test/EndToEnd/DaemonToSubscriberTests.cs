using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using HealthStatus = FlextMonitor.Contracts.HealthStatus;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>A real daemon, the real collector, the real hub and a stock client: the subscriber receives what the daemon reports.</summary>
public sealed class DaemonToSubscriberTests
{
    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Connect_DaemonLive_ReceivesTheWholeStateInOrder(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Script.Lists(Answers.Finished("middle", Answers.Noon.AddHours(1)), Answers.Finished("old"), Answers.Finished("new", Answers.Noon.AddHours(2)));
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await host.WaitUntilCompleteAsync();

        await using var subscriber = await host.ConnectAsync(protocol);
        var state = await subscriber.FirstStateAsync();

        state.Select(message => message.GetType()).ShouldBe(
            [typeof(SourceStatus), typeof(DashboardStats), typeof(HealthStatus), typeof(ExecutionData), typeof(ExecutionData), typeof(ExecutionData), typeof(Heartbeat)]);
        state.OfType<ExecutionData>().Select(execution => execution.Id).ShouldBe(["new", "middle", "old"]);
        var status = state.OfType<SourceStatus>().Single();
        (status.State, status.Version, status.Environment).ShouldBe((SourceState.Live, "0.9.0", "test"));
        var stats = state.OfType<DashboardStats>().Single();
        (stats.CpuUsage, stats.MemoryUsage, stats.SuccessRate, stats.TotalExecutions, stats.Fallback).ShouldBe((12.5, 43.2, 97.5, 40, false));
        state.OfType<HealthStatus>().Single().Components["database"].Message.ShouldBe("ok");
        state.OfType<ExecutionData>().First().PipelineName.ShouldBe("Orders to warehouse");
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Change_OfEachKind_ReachesTheSubscriber(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Script.Lists(Answers.Finished("stays"), Answers.Finished("goes", Answers.Noon.AddHours(1)));
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(protocol);
        await subscriber.NextAsync<ExecutionData>();

        daemon.Script.GetSystemStats = _ => Task.FromResult(Answers.Stats(cpu: 77.7));
        (await subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 77.7)).Fallback.ShouldBeFalse();
        daemon.Script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus { Healthy = false });
        (await subscriber.NextAsync<HealthStatus>(health => !health.Healthy)).Components.ShouldBeEmpty();
        daemon.Script.Lists(Answers.Finished("stays"), Answers.Finished("fresh", Answers.Noon.AddHours(2), Proto.Status.Failed));
        await BothAsync(
            subscriber,
            message => message is ExecutionData { Id: "fresh", Status: ExecutionStatus.Failed },
            message => message is ExecutionRemoved { Id: "goes" });
    }

    [Fact]
    public async Task Unchanged_ForAWholeInterval_SendsOnlyHeartbeats()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await host.WaitUntilCompleteAsync();
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.Json);
        await subscriber.FirstStateAsync();
        var before = subscriber.Received.Count;

        for (var heartbeat = 0; heartbeat < 3; heartbeat++)
        {
            await subscriber.NextAsync<Heartbeat>();
        }

        subscriber.Received.Skip(before).ShouldAllBe(message => message is Heartbeat);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task Daemon_GoneAndBack_FallsBackAndReturns(HubProtocolKind protocol)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Script.Lists(Answers.Finished("kept"));
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await host.WaitUntilCompleteAsync();
        await using var subscriber = await host.ConnectAsync(protocol);
        await subscriber.FirstStateAsync();

        await daemon.StopAsync();
        var down = await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Down);
        var stats = await subscriber.NextAsync<DashboardStats>(stats => stats.Fallback);
        var health = await subscriber.NextAsync<HealthStatus>(health => health.Fallback);
        await daemon.StartAsync();
        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);
        var back = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);

        down.Error.ShouldNotBeNull().ShouldStartWith("Unable to connect to FLEXT daemon: ");
        down.Error.ShouldContain($"127.0.0.1:{daemon.Port}");
        (stats.CpuUsage, stats.MemoryUsage, stats.TotalExecutions, stats.Error).ShouldBe((0, 0, 0, down.Error));
        stats.LastKnown.ShouldNotBeNull().CpuUsage.ShouldBe(12.5);
        (health.Healthy, health.Components.Count, health.Error).ShouldBe((false, 0, down.Error));
        back.CpuUsage.ShouldBe(12.5);
        subscriber.Received.ShouldNotContain(message => message is ExecutionRemoved, "executions stay as last known");
        subscriber.Connection.State.ShouldBe(HubConnectionState.Connected);
    }

    [Theory]
    [InlineData(HubProtocolKind.Json)]
    [InlineData(HubProtocolKind.MessagePack)]
    public async Task TwoDaemons_OneStops_TheOtherStaysLive(HubProtocolKind protocol)
    {
        await using var east = await ScriptedDaemon.StartAsync();
        await using var west = await ScriptedDaemon.StartAsync();
        await using var host = await CollectorAndHub.StartAsync(
            ("Daemons:0:Name", "east"), ("Daemons:0:Address", east.Address), ("Daemons:0:Interval", "00:00:00.2"),
            ("Daemons:1:Name", "west"), ("Daemons:1:Address", west.Address), ("Daemons:1:Interval", "00:00:00.2"));
        await using var subscriber = await host.ConnectAsync(protocol);
        await BothAsync(
            subscriber,
            message => message is SourceStatus { Source: "east", State: SourceState.Live },
            message => message is SourceStatus { Source: "west", State: SourceState.Live });

        await east.StopAsync();
        await subscriber.NextAsync<SourceStatus>(status => status.Source == "east" && status.State == SourceState.Down);
        west.Script.GetSystemStats = _ => Task.FromResult(Answers.Stats(cpu: 66.6));

        await subscriber.NextAsync<DashboardStats>(stats => stats.Source == "west" && stats.CpuUsage == 66.6);
        subscriber.Received.OfType<SourceStatus>().ShouldNotContain(status => status.Source == "west" && status.State == SourceState.Down);
    }

    [Theory]
    [InlineData("flext.FlextService")]
    [InlineData("flext.FlxService")]
    [InlineData("flx.FlxService")]
    public async Task Daemon_OfEachServiceName_IsLive(string service)
    {
        await using var daemon = await ScriptedDaemon.StartAsync(service: service);
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address, ("Service", service));
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.Json);

        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);
    }

    [Fact]
    public async Task Daemon_OneFeedFails_IsDegradedAndTheOthersContinue()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var host = await CollectorAndHub.WatchAsync(daemon.Address);
        await using var subscriber = await host.ConnectAsync(HubProtocolKind.MessagePack);
        await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);

        daemon.Script.HealthCheck = _ => throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unimplemented, "not here"));
        var degraded = await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Degraded);
        daemon.Script.GetSystemStats = _ => Task.FromResult(Answers.Stats(cpu: 55.5));

        degraded.Feeds[FeedNames.Health].Ok.ShouldBeFalse();
        degraded.Feeds[FeedNames.Stats].Ok.ShouldBeTrue();
        await subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 55.5);
    }

    /// <summary>Waits for two messages in any order.</summary>
    private static async Task BothAsync(HubSubscriber subscriber, Predicate<object> one, Predicate<object> other)
    {
        var first = await subscriber.NextAsync<object>(message => one(message) || other(message));
        await subscriber.NextAsync<object>(message => one(first) ? other(message) : one(message));
    }
}
