using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Subscribers that do not read, beside others that do.</summary>
public sealed class SlowSubscriberTests
{
    /// <summary>Large enough, twenty times, for no buffer to hide a stopped reader; small enough to count as slow within seconds.</summary>
    private static readonly string Large = new('x', 1024);

    [Fact]
    public async Task Stalled_OneOfTwo_IsClosedAsSlowAndTheOtherMissesNothing()
    {
        await using var host = await HubHost.StartAsync(settings: [("Hub:SlowAfter", "00:00:01")]);
        await using var healthy = await host.ConnectAsync();
        using var stalled = await StalledClient.ConnectAsync(host.Address);
        await Eventually.IsAsync(() => host.Connections.Count == 2);
        var sequence = 0L;

        await Eventually.IsAsync(() =>
        {
            PublishLargeState(host, ref sequence);
            return host.Connections.Count == 1;
        });

        PublishLargeState(host, ref sequence);
        (await healthy.NextAsync<DashboardStats>(stats => stats.Sequence == sequence)).CpuUsage.ShouldBe(sequence % 100);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public async Task Stalled_SomeOfAThousand_NeverBlockTheRound(int some)
    {
        var every = 1000 / some;
        using var hub = new FanOutFixture();
        hub.Apply(Messages.Stats(sequence: 1));
        var connections = Enumerable.Range(0, 1000).Select(i => hub.Connect(protocol: i % 2, holds: i % every == 0 ? 1 : 1 << 20).Connection).ToList();
        var (stalled, healthy) = (connections.Where((_, i) => i % every == 0).ToList(), connections.Where((_, i) => i % every != 0).ToList());

        // A round that waited for a subscriber would never return here, because nobody reads until all rounds are over.
        await Task.Run(async () =>
        {
            for (var sequence = 2; sequence <= 20; sequence++)
            {
                hub.Apply(Messages.Stats(sequence: sequence, cpu: sequence));
                await hub.FanOut.RunRoundAsync();
            }
        }, TestContext.Current.CancellationToken).DefaultTimeout();

        healthy.ShouldAllBe(connection => connection.Take().Count == 19);
        stalled.Count.ShouldBe(some);
        stalled.ShouldAllBe(connection => connection.Take().Count == 1);
        await hub.FanOut.RunRoundAsync().DefaultTimeout();
        stalled.ShouldAllBe(connection => ((DashboardStats)connection.Take().Single()).Sequence == 20);
    }

    [Fact]
    public async Task Connect_FiveHundredAtOnce_AllEndAtTheNewest()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(Messages.Status(), Messages.Stats(cpu: 1), Messages.Heartbeat());

        var subscribers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => host.ConnectAsync((HubProtocolKind)(i % 2))));
        host.Publish(Messages.Stats(sequence: 2, cpu: 2));

        await Task.WhenAll(subscribers.Select(subscriber => subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 2)));
        host.Connections.Count.ShouldBe(500);
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.DisposeAsync().AsTask())).DefaultTimeout();
        await Eventually.IsAsync(() => host.Connections.Count == 0);
    }

    private static void PublishLargeState(HubHost host, ref long sequence)
    {
        sequence++;
        var number = sequence;
        host.Publish(
            [
                Messages.Stats(sequence: number, cpu: number % 100),
                .. Enumerable.Range(0, 20).Select(run => Messages.Execution($"{run}", sequence: number) with { ErrorMessage = Large }),
            ]);
    }
}
