using System.Diagnostics.Metrics;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

/// <summary>Several processes on one Redis: what one publishes the others read, terms follow one another, and nothing old comes back.</summary>
public sealed class RedisFeedNodesTests(RedisServer server)
{
    [Fact]
    public async Task Publish_OtherProcess_ReadsEveryBatchInOrder()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var publisher = await FeedNode.StartListedAsync(redis);
        await using var other = await FeedNode.StartListedAsync(redis);
        var batches = other.ReadInOrder();
        (await batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().DefaultTimeout()).IsWhole.ShouldBeTrue();

        // More than one doorbell can announce.
        for (var sequence = 1; sequence <= 300; sequence++)
        {
            publisher.Outlet.Publish(FeedBatch.Of(Messages.Execution("run", sequence: sequence)));
        }

        for (var sequence = 1; sequence <= 300;)
        {
            var batch = await batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().DefaultTimeout();
            batch.Lost.ShouldBe(0);
            foreach (var message in batch.Changes.Where(_ => !batch.IsWhole))
            {
                message.Sequence.ShouldBe(sequence++);
            }
        }
    }

    [Fact]
    public async Task Publish_MoreThanOneCallTakes_IsWholeForALaterProcess()
    {
        var redis = await server.CreateDatabaseAsync();
        var options = new RedisFeedOptions { MaxValues = 7 };
        await using var publisher = await FeedNode.StartListedAsync(redis, options);

        await publisher.PublishAsync([.. Enumerable.Range(0, 50).Select(i => Messages.Execution($"run-{i:00}"))]);
        await publisher.PublishAsync([.. Enumerable.Range(50, 50).Select(i => Messages.Execution($"run-{i:00}"))]);

        await using var later = await FeedNode.StartListedAsync(redis);
        (await later.IdsAsync()).ShouldBe(Enumerable.Range(0, 100).Select(i => $"run-{i:00}"));
    }

    [Fact]
    public async Task Publish_TermIsOver_IsRefusedAndCounted()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var old = await FeedNode.StartListedAsync(redis);
        await using var next = await FeedNode.StartListedAsync(redis);
        var refused = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, listening) => Listen(instrument, listening, old) };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => refused += value);
        listener.Start();
        await old.PublishAsync(Messages.Stats(epoch: 1, cpu: 10), Messages.Execution("removed"));
        await next.PublishAsync(Messages.Stats(epoch: 2, cpu: 20), Messages.Removed("removed") with { Epoch = 2 });

        await old.PublishAsync(Messages.Stats(epoch: 1, sequence: 99, cpu: 30), Messages.Execution("removed", sequence: 99));
        await old.Feed.PublishAsync(new FeedBatch([], [Messages.Removed("removed").Key]), TestContext.Current.CancellationToken).AsTask().DefaultTimeout();

        refused.ShouldBe(2);
        var standing = await next.Feed.GetPublishedAsync("default", TestContext.Current.CancellationToken).AsTask().DefaultTimeout();
        standing.ShouldHaveSingleItem().ShouldBeOfType<DashboardStats>().CpuUsage.ShouldBe(20);
        await using var later = await FeedNode.StartListedAsync(redis);
        later.Services.GetRequiredService<Collector.Feed.Memory.MemoryFeed>().GetHeld("default").Select(message => message.GetType())
            .ShouldBe([typeof(DashboardStats), typeof(ExecutionRemoved)]);

        static void Listen(Instrument instrument, MeterListener listening, FeedNode node)
        {
            if (instrument.Name == "flextmonitor.feed.refused" && instrument.Meter.Scope == node.Services.GetRequiredService<IMeterFactory>())
            {
                listening.EnableMeasurementEvents(instrument);
            }
        }
    }

    [Fact]
    public async Task GetPublishedAsync_WrittenByAnotherProcessJustBefore_HoldsIt()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var first = await FeedNode.StartListedAsync(redis);
        await using var second = await FeedNode.StartListedAsync(redis);

        for (var sequence = 1; sequence <= 100; sequence++)
        {
            await first.PublishAsync(Messages.Execution("run", sequence: sequence));
            var published = await second.Feed.GetPublishedAsync("default", TestContext.Current.CancellationToken).AsTask().DefaultTimeout();
            published.ShouldHaveSingleItem().Sequence.ShouldBe(sequence);
        }
    }

    [Fact]
    public async Task Publish_RedisHoldsLessThanThePublisherWrote_WritesEverythingAgain()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var publisher = await FeedNode.StartListedAsync(redis);
        await publisher.PublishAsync(Messages.Status(), Messages.Execution("a"), Messages.Execution("b"));
        await publisher.SettleAsync();
        var database = await publisher.DatabaseAsync();
        var marker = await database.HashGetAsync(RedisKeys.ValuesOf("default"), "!collector").DefaultTimeout();
        await publisher.PublishAsync(Messages.Execution("c"));

        // As a server does that was restored from an older copy.
        await database.HashDeleteAsync(RedisKeys.ValuesOf("default"), ["Execution:b", "Execution:c"]).DefaultTimeout();
        await database.HashSetAsync(RedisKeys.ValuesOf("default"), "!collector", marker).DefaultTimeout();
        await publisher.PublishAsync(Messages.Heartbeat());

        await using var later = await FeedNode.StartListedAsync(redis);
        (await later.IdsAsync()).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Publish_SourceThatIsNotInTheSettingsOfTheReader_IsLeftOut()
    {
        var redis = await server.CreateDatabaseAsync();
        await using var publisher = await FeedNode.StartListedAsync(redis);
        await publisher.PublishAsync(Messages.Status("unknown"));
        await using var later = await FeedNode.StartListedAsync(redis);

        await publisher.PublishAsync(Messages.Status("unknown", sequence: 2), Messages.Status());

        await later.SettleAsync();
        (await later.Feed.GetLatestAsync("unknown", TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await later.Feed.GetLatestAsync("default", TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Read_StreamDoesNotReachBackToTheReadersPlace_GetsTheWholeStateAndHowManyValuesItLost()
    {
        var redis = await server.CreateDatabaseAsync();
        var options = new RedisFeedOptions { StreamLength = 10 };
        await using var publisher = await FeedNode.StartListedAsync(redis, options);
        await publisher.PublishAsync(Messages.Execution("run"));
        await using var relay = new TcpRelay(await server.PortAsync());
        await using var reader = await FeedNode.StartListedAsync(relay.Through(redis), options);
        var batches = reader.ReadInOrder();
        (await batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().DefaultTimeout()).IsWhole.ShouldBeTrue();

        relay.Swallow();
        for (var sequence = 2; sequence <= 1001; sequence++)
        {
            await publisher.PublishAsync(Messages.Execution("run", sequence: sequence));
        }

        relay.Pass();

        var (seen, lost) = (0L, 0L);
        while (seen + lost < 1000)
        {
            var batch = await batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().DefaultTimeout();
            seen += batch.IsWhole ? 0 : batch.Changes.Count;
            lost += batch.Lost;
            batch.Changes.ShouldHaveSingleItem();
        }

        lost.ShouldBeGreaterThan(500);
        (seen + lost).ShouldBe(1000);
        (await reader.Feed.GetLatestAsync("default", TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Sequence.ShouldBe(1001);
    }
}
