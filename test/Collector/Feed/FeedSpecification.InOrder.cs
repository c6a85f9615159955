using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Collector.Tests.Feed;

/// <content>The reader that misses no value in between.</content>
public abstract partial class FeedSpecification
{
    [Fact]
    public async Task ReadInOrderAsync_Lags_GetsEveryBatchInOrder()
    {
        var reader = InOrder(capacity: 100);
        (await NextAsync(reader)).IsWhole.ShouldBeTrue();

        for (var i = 0; i < 50; i++)
        {
            await PublishAsync(FeedBatch.Of(Execution("e1")));
        }

        for (var sequence = 1; sequence <= 50; sequence++)
        {
            (await NextAsync(reader)).Changes.ShouldHaveSingleItem().Sequence.ShouldBe(sequence);
        }
    }

    [Fact]
    public async Task ReadInOrderAsync_AddedAndRemovedUnread_ReadsBoth()
    {
        var reader = InOrder(capacity: 100);
        await NextAsync(reader);

        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await PublishAsync(new FeedBatch([], [Key("e1")]));

        (await NextAsync(reader)).Changes.ShouldHaveSingleItem().Key.Id.ShouldBe("e1");
        (await NextAsync(reader)).OutOfView.ShouldBe([Key("e1")]);
    }

    [Fact]
    public async Task ReadInOrderAsync_QueueOverflows_GetsTheWholeStateAndWhatItLost()
    {
        var reader = InOrder(capacity: 10);
        await NextAsync(reader);
        for (var i = 0; i < 25; i++)
        {
            await PublishAsync(FeedBatch.Of(Execution("e1")));
        }

        var restart = await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e2")));
        var next = await NextAsync(reader);

        (restart.IsWhole, restart.Lost).ShouldBe((true, 25));
        restart.Changes.ShouldHaveSingleItem().Sequence.ShouldBe(25);
        (next.IsWhole, next.Lost).ShouldBe((false, 0));
    }
}
