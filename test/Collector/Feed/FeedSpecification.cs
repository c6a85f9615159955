using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Feed;

/// <summary>What every feed does. Each kind of feed has a class that inherits these tests.</summary>
public abstract partial class FeedSpecification : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private long _sequence;

    private protected abstract IFeedPublisher Publisher { get; }

    private protected abstract IFeedReader Feed { get; }

    /// <summary>Completes when everything that was published waits for the readers.</summary>
    protected abstract Task SettleAsync();

    /// <summary>Lets the time pass that removals are remembered.</summary>
    protected abstract Task PassRemovalMemoryAsync();

    [Fact]
    public async Task ReadAsync_NothingPublished_ReceivesAnEmptyBatchAtOnce() => (await NextAsync(Reader())).Changes.ShouldBeEmpty();

    [Fact]
    public async Task ReadAsync_JoinsLate_GetsTheLatestOfEachKeyInOrder()
    {
        await PublishAsync(FeedBatch.Of(Heartbeat(), Execution("old", 1)));
        await PublishAsync(FeedBatch.Of(Execution("new", 2)));
        await PublishAsync(FeedBatch.Of(Execution("old", 1, Proto.Status.Failed)));

        var first = await NextAsync(Reader());

        first.Changes.Select(change => (change.Key.Kind, change.Key.Id, change.Sequence))
            .ShouldBe([(MessageKind.Execution, "new", 3), (MessageKind.Execution, "old", 4), (MessageKind.Heartbeat, null, 1)]);
    }

    [Fact]
    public async Task ReadAsync_Lags_GetsOneBatchWithTheLatestOfEachKey()
    {
        var reader = Reader();
        await NextAsync(reader);

        for (var i = 0; i < 1000; i++)
        {
            await PublishAsync(FeedBatch.Of(Execution("e1"), Execution("e2")));
        }

        (await NextAsync(reader)).Changes.Select(change => (change.Key.Id, change.Sequence)).ShouldBe([("e1", 1999), ("e2", 2000)]);
        await HasNoMoreAsync(reader);
    }

    [Fact]
    public async Task ReadAsync_SeveralReaders_AreIndependent()
    {
        var (quick, slow) = (Reader(), Reader());
        await NextAsync(quick);
        await NextAsync(slow);

        await PublishAsync(FeedBatch.Of(Execution("e1")));
        (await NextAsync(quick)).Changes.Count.ShouldBe(1);
        await PublishAsync(FeedBatch.Of(Execution("e2")));

        (await NextAsync(quick)).Changes.ShouldHaveSingleItem().Key.Id.ShouldBe("e2");
        (await NextAsync(slow)).Changes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Publish_OutOfView_IsForgottenAndSentToReadersThatHoldIt()
    {
        var reader = Reader();
        await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await NextAsync(reader);

        await PublishAsync(new FeedBatch([], [Key("e1")]));

        (await NextAsync(reader)).OutOfView.ShouldBe([Key("e1")]);
        (await NextAsync(Reader())).Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Publish_Removed_IsSentToReadersThatHoldItAndIsPartOfTheWholeState()
    {
        var reader = Reader();
        await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await NextAsync(reader);

        await PublishAsync(FeedBatch.Of(Removed("e1")));

        (await NextAsync(reader)).Changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
        (await NextAsync(Reader())).Changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
    }

    [Fact]
    public async Task Publish_RemovedLongAgo_IsForgotten()
    {
        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await PublishAsync(FeedBatch.Of(Removed("e1")));
        await PassRemovalMemoryAsync();

        await PublishAsync(FeedBatch.Of(Heartbeat()));

        (await NextAsync(Reader())).Changes.ShouldHaveSingleItem().ShouldBeOfType<Heartbeat>();
    }

    [Fact]
    public async Task Publish_OlderThanTheCurrentValue_IsDropped()
    {
        var old = Execution("e1");
        var reader = Reader();
        await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e1") with { Sequence = 100 }));
        await NextAsync(reader);

        await PublishAsync(FeedBatch.Of(old, Execution("e2")));

        (await NextAsync(reader)).Changes.ShouldHaveSingleItem().Key.Id.ShouldBe("e2");
    }

    [Fact]
    public async Task Publish_OlderThanItsRemoval_StaysRemoved()
    {
        var late = Execution("e1");
        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await PublishAsync(FeedBatch.Of(Removed("e1")));

        await PublishAsync(FeedBatch.Of(late));

        await SettleAsync();
        (await Feed.GetLatestAsync("default", TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await Publisher.GetPublishedAsync("default", TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task GetLatestAsync_SeveralSources_ReturnsTheValuesOfOneInOrder()
    {
        await PublishAsync(FeedBatch.Of(Heartbeat(), Execution("old", 1), Execution("new", 2), Heartbeat() with { Source = "other" }));

        await SettleAsync();
        var latest = await Feed.GetLatestAsync("default", TestContext.Current.CancellationToken);
        var published = await Publisher.GetPublishedAsync("default", TestContext.Current.CancellationToken);

        latest.Select(message => message.Key.Id).ShouldBe(["new", "old", null]);
        published.ShouldBe(latest);
    }

    [Fact]
    public async Task ReadAsync_FirstBatch_IsWholeAndTheOthersAreNot()
    {
        var reader = Reader();

        var first = await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Heartbeat()));
        var second = await NextAsync(reader);

        (first.IsWhole, second.IsWhole).ShouldBe((true, false));
    }

    [Fact]
    public async Task ReadAsync_LastChangeAndLeavingTheView_AreBothReadByAReaderThatHoldsTheValue()
    {
        var reader = Reader();
        await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e1", status: Proto.Status.Running)));
        await NextAsync(reader);

        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await PublishAsync(new FeedBatch([], [Key("e1")]));

        var batch = await NextAsync(reader);
        batch.Changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>().Status.ShouldBe(ExecutionStatus.Success);
        batch.OutOfView.ShouldBe([Key("e1")]);
    }

    [Fact]
    public async Task Publish_AddedAndRemovedUnread_LeavesNothingBehind()
    {
        var reader = Reader();
        await NextAsync(reader);
        for (var i = 0; i < 1000; i++)
        {
            await PublishAsync(FeedBatch.Of(Execution($"removed{i}"), Execution($"passed{i}")));
            await PublishAsync(new FeedBatch([Removed($"removed{i}")], [Key($"passed{i}")]));
        }

        await HasNoMoreAsync(reader);
    }

    [Fact]
    public async Task Publish_AddedAgainAfterItsRemoval_IsPresent()
    {
        var reader = Reader();
        await NextAsync(reader);
        await PublishAsync(FeedBatch.Of(Execution("e1")));
        await NextAsync(reader);

        await PublishAsync(FeedBatch.Of(Removed("e1")));
        await PublishAsync(new FeedBatch([], [Key("e1")]));
        await PublishAsync(FeedBatch.Of(Execution("e1")));

        var batch = await NextAsync(reader);
        batch.Changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>();
        batch.OutOfView.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        var reader = Reader();
        await NextAsync(reader);
        await SettleAsync();
        var waiting = reader.MoveNextAsync().AsTask();

        await _stop.CancelAsync();

        await waiting.DefaultTimeout().ShouldThrowAsync<OperationCanceledException>();
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private static MessageKey Key(string id) => new("default", MessageKind.Execution, id);

    private async Task PublishAsync(FeedBatch batch) => await Publisher.PublishAsync(batch, TestContext.Current.CancellationToken).AsTask().DefaultTimeout();

    private async Task<FeedBatch> NextAsync(IAsyncEnumerator<FeedBatch> reader)
    {
        await SettleAsync();
        (await reader.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        return reader.Current;
    }

    private async Task HasNoMoreAsync(IAsyncEnumerator<FeedBatch> reader)
    {
        await SettleAsync();
        reader.MoveNextAsync().AsTask().IsCompleted.ShouldBeFalse();
    }

    private IAsyncEnumerator<FeedBatch> Reader() => Feed.ReadAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);

    private IAsyncEnumerator<FeedBatch> InOrder(int capacity) => Feed.ReadInOrderAsync(capacity, _stop.Token).GetAsyncEnumerator(_stop.Token);

    private ExecutionData Execution(string id, int minute = 0, Proto.Status status = Proto.Status.Success) =>
        ExecutionMapping.Execution("default", DaemonMessages.Execution(id, minute, status), DaemonMessages.Start) with { Epoch = 1, Sequence = ++_sequence };

    private Heartbeat Heartbeat() => new() { Source = "default", Epoch = 1, Sequence = ++_sequence, ObservedAt = DaemonMessages.Start };

    private ExecutionRemoved Removed(string id) => new() { Source = "default", Epoch = 1, Sequence = ++_sequence, ObservedAt = DaemonMessages.Start, Id = id };
}
