using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Feed;

/// <summary>
/// Publishes to the feed without ever waiting for it. While the feed is slow or unavailable, batches queue here in order;
/// past the capacity, only the latest value of each key is kept. While it is unavailable, the readers of this process receive them at once.
/// </summary>
public sealed partial class FeedOutlet : IDisposable, IAsyncDisposable
{
    /// <summary>The most values that queue one by one.</summary>
    public const int Capacity = 10_000;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(1);
    private readonly IFeedPublisher _feed;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedOutlet> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private readonly OutletQueue _queue = new(Capacity);
    private Task _sending = Task.CompletedTask;
    private bool _isSending;
    private bool _isAway;
    private bool _isDisposed;

    /// <summary>Creates an outlet for a feed.</summary>
    public FeedOutlet(IFeedPublisher feed, TimeProvider time, ILogger<FeedOutlet> logger)
    {
        _feed = feed;
        _time = time;
        _logger = logger;
        // Stored, because a send may end after the source was disposed.
        _stopping = _stop.Token;
    }

    /// <summary>Passes a batch on and returns at once. Batches reach the feed in the order of the calls.</summary>
    public void Publish(FeedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            if (_isSending)
            {
                _queue.Add(batch);
                if (_isAway)
                {
                    _feed.PublishHere(batch);
                }

                return;
            }

            _isSending = true;
        }

        // A feed that accepts the batch synchronously, such as the memory feed, needs neither a queue nor another thread.
        var sending = SendAsync(batch);
        if (!sending.IsCompleted)
        {
            lock (_gate)
            {
                _sending = Task.WhenAll(_sending, sending);
            }
        }
    }

    /// <summary>Stops. Batches that the feed has not accepted yet are dropped.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <summary>Stops, and waits for the current send to end. Batches that the feed has not accepted yet are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(FeedBatch first)
    {
        for (var batch = first; batch is not null; batch = TakeNext())
        {
            await SendUntilTakenAsync(batch).ConfigureAwait(false);
        }
    }

    private FeedBatch? TakeNext()
    {
        lock (_gate)
        {
            var next = _stopping.IsCancellationRequested ? null : _queue.TryTake();
            _isSending = next is not null;
            return next;
        }
    }

    private async Task SendUntilTakenAsync(FeedBatch batch)
    {
        for (var failures = 1; !await TrySendAsync(batch).ConfigureAwait(false); failures++)
        {
            await Task.Delay(BackOff.Ceiling(FirstBackOff, LongestBackOff, failures), _time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the batch is finished: accepted, refused permanently, or cancelled.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A batch that the feed can never accept must not block the ones after it. It is logged with its stack.")]
    private async Task<bool> TrySendAsync(FeedBatch batch)
    {
        try
        {
            await _feed.PublishAsync(batch, _stopping).ConfigureAwait(false);
            NoteBack();
            return true;
        }
        catch (FeedUnavailableException away)
        {
            NoteAway(batch, away.Message);
            return _stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception)
        {
            Log.Dropped(_logger, exception, batch.Changes.Count);
            return true;
        }
    }

    // Logs each change, not each attempt.
    private void NoteAway(FeedBatch first, string reason)
    {
        lock (_gate)
        {
            if (_isAway)
            {
                return;
            }

            _isAway = true;
            _feed.PublishHere(first);
            foreach (var waiting in _queue.Waiting)
            {
                _feed.PublishHere(waiting);
            }
        }

        Log.Away(_logger, reason);
    }

    private void NoteBack()
    {
        lock (_gate)
        {
            if (!_isAway)
            {
                return;
            }

            _isAway = false;
        }

        Log.Back(_logger);
    }

    private static partial class Log
    {
        [LoggerMessage(2071, LogLevel.Warning, "The feed cannot be reached: {Reason}. Values published meanwhile are queued and sent later")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(2072, LogLevel.Information, "The feed can be reached again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(2073, LogLevel.Error, "The feed refused a batch of {Count} values; the batch is dropped")]
        public static partial void Dropped(ILogger logger, Exception exception, int count);
    }
}
