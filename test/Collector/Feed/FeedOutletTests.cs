using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Feed;

/// <summary>Publishing to a feed that is slow, unavailable or broken.</summary>
public sealed class FeedOutletTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(DaemonMessages.Start);
    private readonly SlowFeed _feed = new();
    private readonly RecordedLog _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly FeedOutlet _outlet;
    private long _sequence;

    public FeedOutletTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log.CreateProvider()));
        _outlet = new FeedOutlet(_feed, _time, _loggers.CreateLogger<FeedOutlet>());
    }

    [Fact]
    public void Publish_FeedAcceptsAtOnce_IsDeliveredOnReturn()
    {
        _feed.Open();

        Publish("a");

        _feed.Taken.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Publish_FeedIsSlow_ReturnsAndKeepsTheOrder()
    {
        Publish("a");
        Publish("b");
        Publish("c");
        _feed.Taken.ShouldBeEmpty();

        _feed.Open();

        await _feed.UntilTakenAsync(3);
        _feed.Taken.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Publish_FeedIsUnavailable_ReadersOfThisProcessHearAtOnceAndTheFeedLater()
    {
        _feed.Failure = new FeedUnavailableException("no route");
        Publish("a");
        Publish("b");
        _feed.Open();
        await _feed.UntilAttemptedAsync(1);
        await Eventually.IsAsync(() => _feed.Here.Count == 2);
        Publish("c");

        _feed.Here.ShouldBe(["a", "b", "c"]);
        _feed.Taken.ShouldBeEmpty();
        _feed.Failure = null;
        await _time.AdvanceUntilAsync(_feed.UntilTakenAsync(3), TimeSpan.FromSeconds(1));
        Publish("d");

        await _feed.UntilTakenAsync(4);
        _feed.Here.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Publish_FeedIsSlowForLong_ConflatesAndReportsHowManyValuesWereDropped()
    {
        Publish("first");
        for (var i = 0; i <= FeedOutlet.Capacity; i++)
        {
            Publish("same");
        }

        _feed.Open();

        await _feed.UntilTakenAsync(2);
        _feed.Batches[1].Changes.ShouldHaveSingleItem().Sequence.ShouldBe(_sequence);
        _feed.Batches[1].Lost.ShouldBe(FeedOutlet.Capacity);
    }

    [Fact]
    public async Task Publish_FeedIsUnavailable_RetriesAndLogsEachChangeOnce()
    {
        _feed.Failure = new FeedUnavailableException("no route");
        _feed.Open();
        Publish("a");
        await _time.AdvanceUntilAsync(_feed.UntilAttemptedAsync(4), TimeSpan.FromSeconds(1));

        _feed.Failure = null;
        await _time.AdvanceUntilAsync(_feed.UntilTakenAsync(1), TimeSpan.FromSeconds(1));
        Publish("b");

        await _feed.UntilTakenAsync(2);
        _feed.Taken.ShouldBe(["a", "b"]);
        _log.Entries.Select(line => line.Text).ShouldBe(["The feed cannot be reached: no route. Values published meanwhile are queued and sent later", "The feed can be reached again"]);
    }

    [Fact]
    public async Task Publish_FeedRefusesABatch_ContinuesWithTheNext()
    {
        _feed.Failure = new InvalidOperationException("no such type");
        Publish("bad");
        Publish("good");
        _feed.FailsOnce = true;

        _feed.Open();

        await _feed.UntilTakenAsync(1);
        _feed.Taken.ShouldBe(["good"]);
        _log.Entries.ShouldHaveSingleItem().Text.ShouldStartWith("The feed refused a batch of 1 values; the batch is dropped");
    }

    [Fact]
    public async Task DisposeAsync_FeedNeverAnswers_Ends()
    {
        Publish("a");

        await _outlet.DisposeAsync().AsTask().DefaultTimeout();

        _feed.Taken.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _outlet.DisposeAsync();
        _loggers.Dispose();
    }

    private void Publish(string id) =>
        _outlet.Publish(FeedBatch.Of(new ExecutionRemoved { Source = "default", Epoch = 1, Sequence = ++_sequence, ObservedAt = DaemonMessages.Start, Id = id }));

    /// <summary>A feed that accepts nothing before it is opened.</summary>
    private sealed class SlowFeed : IFeedPublisher
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile IReadOnlyList<FeedBatch> _batches = [];
        private int _attempts;

        public Exception? Failure { get; set; }

        public bool FailsOnce { get; set; }

        public ConcurrentQueue<string?> Here { get; } = [];

        public IReadOnlyList<FeedBatch> Batches => _batches;

        public IEnumerable<string?> Taken => _batches.SelectMany(batch => batch.Changes).Select(message => message.Key.Id);

        public void Open() => _opened.TrySetResult();

        public Task UntilTakenAsync(int count) => Eventually.IsAsync(() => _batches.Count >= count);

        public Task UntilAttemptedAsync(int count) => Eventually.IsAsync(() => Volatile.Read(ref _attempts) >= count);

        public async ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken)
        {
            await _opened.Task.WaitAsync(cancellationToken);
            Interlocked.Increment(ref _attempts);
            if (Failure is { } failure)
            {
                Failure = FailsOnce ? null : failure;
                throw failure;
            }

            _batches = [.. _batches, batch];
        }

        public void PublishHere(FeedBatch batch)
        {
            foreach (var message in batch.Changes)
            {
                Here.Enqueue(message.Key.Id);
            }
        }

        public ValueTask<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<SourceMessage>>([]);
    }
}
