using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

/// <summary>Redis is slow, killed, emptied or cut off while one process publishes and another reads.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;
    private FeedNode _publisher = null!;
    private FeedNode _reader = null!;
    private string _redis = "";

    public async ValueTask InitializeAsync()
    {
        _redis = await _server.CreateDatabaseAsync();
        _publisher = await FeedNode.StartListedAsync(_redis);
        _reader = await FeedNode.StartListedAsync(_redis);
        await _publisher.PublishAsync(Messages.Status(), Messages.Execution("a"), Messages.Execution("b"));
        await _publisher.PublishAsync(Messages.Problem());
        await UntilReadAsync(_reader, message => message is Problem);
    }

    [Fact]
    public async Task Flushed_PublishersWriteEverythingAgainAndReadersLoseNothing()
    {
        var batches = _reader.ReadInOrder();
        await batches.ReadAsync(_cancellationToken).AsTask().DefaultTimeout();

        await _server.CommandAsync("FLUSHALL");
        await _publisher.PublishAsync(Messages.Heartbeat());

        FeedBatch whole;
        do
        {
            whole = await batches.ReadAsync(_cancellationToken).AsTask().DefaultTimeout();
        }
        while (!whole.IsWhole);
        whole.Changes.Select(message => message.Key.Kind)
            .ShouldBe([MessageKind.Status, MessageKind.Execution, MessageKind.Execution, MessageKind.Problem, MessageKind.Heartbeat]);
        whole.Lost.ShouldBe(1);
        await using var later = await FeedNode.StartListedAsync(_redis);
        (await later.IdsAsync()).ShouldBe(["a", "b"]);
        await _publisher.PublishAsync(Messages.Problem(sequence: 2));
        await UntilReadAsync(later, message => message is Problem);
    }

    [Fact]
    public async Task KilledAndStartedEmpty_WhatWasPublishedMeanwhileArrivesAndNothingIsWiped()
    {
        await _server.KillAsync();
        _publisher.Outlet.Publish(FeedBatch.Of(Messages.Execution("c")));
        _publisher.Outlet.Publish(new FeedBatch([Messages.Removed("a", sequence: 2)], []));

        // The process that publishes shows it at once.
        await Eventually.GetAsync(_publisher.IdsAsync, ids => ids.SequenceEqual(["b", "c", "problem-1"]));
        (await _reader.IdsAsync()).ShouldBe(["a", "b", "problem-1"]);

        await _server.StartAgainAsync();

        await UntilReadAsync(_reader, message => message.Key.Id == "c");
        await Eventually.GetAsync(_reader.IdsAsync, ids => ids.SequenceEqual(["b", "c", "problem-1"]));
        await using var later = await FeedNode.StartListedAsync(_redis);
        (await later.IdsAsync()).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Paused_PublishingDoesNotWaitAndEverythingArrivesAfterwards()
    {
        await _server.CommandAsync("CLIENT PAUSE 3000 ALL");
        var began = TimeProvider.System.GetTimestamp();
        for (var sequence = 2; sequence <= 2000; sequence++)
        {
            _publisher.Outlet.Publish(FeedBatch.Of(Messages.Execution("a", sequence: sequence)));
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        await UntilReadAsync(_reader, message => message.Key.Id == "a" && message.Sequence == 2000);
    }

    [Fact]
    public async Task CutOff_ReaderShowsWhatItHasAndIsExactOnceBack()
    {
        await using var relay = new TcpRelay(await _server.PortAsync());
        await using var cut = await FeedNode.StartListedAsync(relay.Through(_redis));
        await UntilReadAsync(cut, message => message is Problem);

        relay.Swallow();
        await _publisher.PublishAsync(Messages.Execution("c"), Messages.Removed("a", sequence: 2));
        await UntilReadAsync(_reader, message => message.Key.Id == "c");
        (await cut.IdsAsync()).ShouldBe(["a", "b", "problem-1"]);
        relay.Pass();

        await Eventually.GetAsync(cut.IdsAsync, ids => ids.SequenceEqual(["b", "c", "problem-1"]));
    }

    [Fact]
    public async Task AwayAtTheStart_ReadersWaitForTheWholeState()
    {
        await _server.KillAsync();
        await using var early = FeedNode.Start(_redis);
        var batches = early.ReadInOrder();

        await _server.StartAgainAsync();
        await early.Follower.Listed.DefaultTimeout();
        _publisher.Outlet.Publish(FeedBatch.Of(Messages.Heartbeat()));

        (await batches.ReadAsync(_cancellationToken).AsTask().DefaultTimeout()).IsWhole.ShouldBeTrue();
        await UntilReadAsync(early, message => message is Heartbeat);
        (await early.IdsAsync()).ShouldBe(["a", "b"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _publisher.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static async Task UntilReadAsync(FeedNode node, Predicate<SourceMessage> expected) => await Eventually.GetAsync(
        async () => await node.Feed.GetLatestAsync("default", CancellationToken.None), values => values.Any(value => expected(value)));
}
