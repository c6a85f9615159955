using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class LiveFeedReaderTests : IDisposable
{
    private readonly FanOutFixture _hub = new();
    private readonly ServiceProvider _feed = new ServiceCollection().AddMemoryFeed().BuildServiceProvider();
    private readonly LiveFeedReader _reader;

    public LiveFeedReaderTests() => _reader = _hub.Create<LiveFeedReader>(_feed.GetRequiredService<IFeedReader>());

    public void Dispose()
    {
        _feed.Dispose();
        _hub.Dispose();
    }

    [Fact]
    public async Task RunAsync_AgainAfterAFailure_RemovesFromViewWhatWentMeanwhile()
    {
        Publish(Messages.Status(), Messages.Execution("a"), Messages.Execution("b"), Messages.Execution("c"));
        await ReadUntilAsync(() => Executions().Count == 3);
        Publish(Messages.Removed("a", sequence: 2), Messages.Execution("d", sequence: 3));
        _feed.GetRequiredService<FeedOutlet>().Publish(new FeedBatch([], [Messages.Execution("b").Key]));

        await ReadUntilAsync(() => Executions().Contains("d"));

        Executions().ShouldBe(["c", "d"], ignoreOrder: true);
        _hub.State.Find("default")!.Status.ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_BatchesAfterTheFirst_RemoveNothing()
    {
        Publish(Messages.Execution("a"));

        await ReadUntilAsync(() =>
        {
            if (Executions() is ["a"])
            {
                Publish(Messages.Execution("b", sequence: 2));
            }

            return Executions().Contains("b");
        });

        Executions().ShouldBe(["a", "b"], ignoreOrder: true);
    }

    private void Publish(params SourceMessage[] messages) => _feed.GetRequiredService<FeedOutlet>().Publish(FeedBatch.Of(messages));

    private List<string> Executions() => [.. _hub.State.Find("default")?.Executions.Select(execution => execution.Id) ?? []];

    private async Task ReadUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var reading = _reader.RunAsync(stop.Token);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading.DefaultTimeout());
    }
}
