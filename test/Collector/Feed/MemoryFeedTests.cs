using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Feed;

public sealed class MemoryFeedTests : FeedSpecification
{
    private readonly MemoryFeed _feed;
    private readonly FakeTimeProvider _time = new(DaemonMessages.Start);

    public MemoryFeedTests() => _feed = new MemoryFeed(_time);

    private protected override IFeedPublisher Publisher => _feed;

    private protected override IFeedReader Feed => _feed;

    [Fact]
    public async Task Restart_PartIsComplete_DropsWhatIsNotListedAndKeepsOtherParts()
    {
        _feed.Publish(FeedBatch.Of(Messages.Execution("gone"), Messages.Execution("kept"), Messages.Execution("other", "other")));

        _feed.Restart([Messages.Execution("kept"), Messages.Execution("new")], key => key.Source == "default", lost: 0);

        _feed.GetHeld("default").Select(message => message.Key.Id).ShouldBe(["kept", "new"], ignoreOrder: true);
        _feed.GetHeld("other").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Restart_ReadersWithUnreadChanges_GetThemInOrderOrTheWholeState()
    {
        using var stop = new CancellationTokenSource();
        await using var latest = _feed.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        await using var inOrder = _feed.ReadInOrderAsync(100, stop.Token).GetAsyncEnumerator(stop.Token);
        await NextAsync(latest);
        await NextAsync(inOrder);
        _feed.Publish(FeedBatch.Of(Messages.Execution("before")));

        _feed.Restart([Messages.Execution("listed")], key => true, lost: 7);
        _feed.Publish(FeedBatch.Of(Messages.Execution("after")));

        (await NextAsync(latest)).ShouldSatisfyAllConditions(batch => batch.IsWhole.ShouldBeTrue(), batch => Ids(batch).ShouldBe(["listed"]));
        Ids(await NextAsync(latest)).ShouldBe(["after"]);
        Ids(await NextAsync(inOrder)).ShouldBe(["before"]);
        (await NextAsync(inOrder)).ShouldSatisfyAllConditions(batch => batch.IsWhole.ShouldBeTrue(), batch => batch.Lost.ShouldBe(7), batch => Ids(batch).ShouldBe(["listed"]));
        Ids(await NextAsync(inOrder)).ShouldBe(["after"]);
        await stop.CancelAsync();
    }

    [Fact]
    public async Task Restart_OrderedReaderReadsNothing_KeepsOneWholeStateAndTheSumOfWhatItLost()
    {
        using var stop = new CancellationTokenSource();
        await using var inOrder = _feed.ReadInOrderAsync(100, stop.Token).GetAsyncEnumerator(stop.Token);
        await NextAsync(inOrder);

        for (var i = 0; i < 1000; i++)
        {
            _feed.Restart([Messages.Execution("listed", sequence: i + 1)], key => true, lost: 2);
        }

        var restart = await NextAsync(inOrder);
        (restart.IsWhole, restart.Lost).ShouldBe((true, 2000));
        restart.Changes.ShouldHaveSingleItem().Sequence.ShouldBe(1000);
        await stop.CancelAsync();
    }

    protected override Task SettleAsync() => Task.CompletedTask;

    protected override Task PassRemovalMemoryAsync()
    {
        _time.Advance(LatestValues.RemovalMemory);
        return Task.CompletedTask;
    }

    private static IEnumerable<string?> Ids(FeedBatch batch) => batch.Changes.Select(message => message.Key.Id);

    private static async Task<FeedBatch> NextAsync(IAsyncEnumerator<FeedBatch> reader)
    {
        (await reader.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return reader.Current;
    }
}
