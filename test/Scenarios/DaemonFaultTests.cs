using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>What a subscriber receives, and how soon, when a daemon in a container fails and recovers.</summary>
public sealed class DaemonFaultTests(DaemonImage image) : IClassFixture<DaemonImage>
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Fact]
    public Task Subscriber_DaemonPaused_LearnsOfItsSilenceAndReturnInTime() =>
        FallsAndReturnsAsync(daemon => daemon.PauseAsync(), daemon => daemon.UnpauseAsync(), ContractTimes.Silent);

    [Fact]
    public Task Subscriber_DaemonKilled_LearnsOfItsLossAndReturnInTime() =>
        FallsAndReturnsAsync(daemon => daemon.KillAsync(), daemon => daemon.StartAsync(), ContractTimes.Lost);

    [Fact]
    public Task Subscriber_DaemonStopped_LearnsOfItsLossAndReturnInTime() =>
        FallsAndReturnsAsync(daemon => daemon.StopAsync(), daemon => daemon.StartAsync(), ContractTimes.Lost);

    [Fact]
    public Task Subscriber_ContainerRemovedAndReplaced_LearnsOfItsLossAndReturnInTime() =>
        FallsAndReturnsAsync(daemon => daemon.RemoveAsync(), daemon => daemon.ReplaceAsync(), ContractTimes.Lost);

    [Fact]
    public Task Subscriber_DaemonTakenOffItsNetwork_LearnsOfItsLossAndReturnInTime() =>
        FallsAndReturnsAsync(daemon => daemon.DisconnectAsync(), daemon => daemon.ReconnectAsync(), ContractTimes.Lost);

    [Fact]
    public async Task Subscriber_NetworkCableCut_LearnsOfItsSilenceAndReturnInTime()
    {
        await using var daemon = await DaemonContainer.StartAsync(image);
        await using var cable = await daemon.OpenCableAsync();

        await FallsAndReturnsAsync(daemon, cable.CutAsync, cable.MendAsync, ContractTimes.Silent);
    }

    [Fact]
    public async Task Subscriber_OneOfTwoDaemonsKilled_ReceivesTheOtherAsBefore()
    {
        await using var lost = await DaemonContainer.StartAsync(image);
        await using var kept = await DaemonContainer.StartAsync(image);
        await using var monitor = await MonitorProcess.StartAsync([("lost", lost.Address), ("kept", kept.Address)]);
        await using var subscriber = await SubscribeAsync(monitor);
        await LiveAsync(subscriber, "lost");
        await LiveAsync(subscriber, "kept");

        await lost.KillAsync();
        await Fallback.ReceiveAsync(subscriber, "lost").DefaultTimeout();
        var before = subscriber.Received.Count;
        await subscriber.NextAsync<DashboardStats>(stats => stats.Source == "kept").DefaultTimeout();
        await subscriber.NextAsync<DashboardStats>(stats => stats.Source == "kept").DefaultTimeout();

        var since = subscriber.Received.Skip(before).OfType<SourceMessage>().Where(message => message.Source == "kept").ToList();
        since.OfType<SourceStatus>().ShouldBeEmpty();
        since.OfType<DashboardStats>().ShouldAllBe(stats => !stats.Fallback && stats.Error == null);
    }

    private async Task FallsAndReturnsAsync(Func<DaemonContainer, Task> fault, Func<DaemonContainer, Task> repair, TimeSpan limit)
    {
        await using var daemon = await DaemonContainer.StartAsync(image);

        await FallsAndReturnsAsync(daemon, () => fault(daemon), () => repair(daemon), limit);
    }

    private static async Task FallsAndReturnsAsync(DaemonContainer daemon, Func<Task> fault, Func<Task> repair, TimeSpan limit)
    {
        await using var monitor = await MonitorProcess.StartAsync([("default", daemon.Address)]);
        await using var subscriber = await SubscribeAsync(monitor);
        await LiveAsync(subscriber, "default");

        await fault();
        var failedAt = Clock.GetTimestamp();
        var fallback = await Fallback.ReceiveAsync(subscriber, "default").DefaultTimeout();
        await repair();
        var answeredAt = await DaemonProbe.FirstAnswerAsync(daemon.Address);
        await LiveAsync(subscriber, "default");
        var liveAt = Clock.GetTimestamp();
        await subscriber.NextAsync<DashboardStats>(stats => stats is { Fallback: false, Error: null, LastKnown: null }).DefaultTimeout();

        fallback.ShouldBeComplete(daemon.Address);
        var fell = Clock.GetElapsedTime(failedAt, fallback.At);
        var returned = Clock.GetElapsedTime(answeredAt, liveAt);
        TestContext.Current.TestOutputHelper!.WriteLine($"down after {fell.TotalSeconds:0.00} s, live {returned.TotalSeconds:0.00} s after the daemon's first answer");
        fell.ShouldBeLessThan(limit + ContractTimes.Measuring, monitor.Program.ToString());
        returned.ShouldBeLessThan(ContractTimes.Back + ContractTimes.Measuring, monitor.Program.ToString());
        subscriber.Closed.IsCompleted.ShouldBeFalse();
    }

    private static async Task<HubSubscriber> SubscribeAsync(MonitorProcess monitor) =>
        await monitor.SubscribeAsync(await monitor.SignInAsync(), HubProtocolKind.MessagePack);

    private static Task<SourceStatus> LiveAsync(HubSubscriber subscriber, string source) => subscriber
        .NextAsync<SourceStatus>(status => status.Source == source && status.State == SourceState.Live)
        .DefaultTimeout();
}
