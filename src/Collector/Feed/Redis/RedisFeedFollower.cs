using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>
/// Follows the feed on Redis for all readers of this process: it lists everything, then reads the stream from that place on. After each interruption it reads what the stream still
/// holds and lists again.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="calls">The calls to Redis.</param>
/// <param name="read">Given all that is read.</param>
/// <param name="isKnown">Whether a source is in the settings of this process. Others were taken out of them, or are not in them yet.</param>
/// <param name="options">How often to look.</param>
/// <param name="metrics">Counts what is read.</param>
/// <param name="reach">Told of the state.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="logger">Told once when Redis goes away and when it is back.</param>
internal sealed partial class RedisFeedFollower(
    RedisConnection redis,
    RedisFeedCalls calls,
    MemoryFeed read,
    Predicate<string> isKnown,
    RedisFeedOptions options,
    RedisFeedMetrics metrics,
    RedisReach reach,
    TimeProvider time,
    ILogger<RedisFeedFollower> logger)
{
    private readonly AsyncAutoResetEvent _wake = new(time);
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BackOff _backOff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));
    private FeedPlace? _place;
    private volatile bool _isInterrupted;
    private bool _isSubscribed;
    private bool _isAway;

    /// <summary>Completes when everything was listed for the first time: only then a reader knows the whole state.</summary>
    public Task Listed => _listed.Task;

    /// <summary>How far the stream was followed; null before the first listing.</summary>
    public FeedPlace? Place => Volatile.Read(ref _place);

    /// <summary>Follows until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        redis.Changed += Interrupt;
        try
        {
            while (true)
            {
                try
                {
                    await FollowAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is FeedUnavailableException || RedisFailure.IsAway(exception))
                {
                    NoteAway(exception);
                    await Task.Delay(_backOff.Next(), time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            redis.Changed -= Interrupt;
        }
    }

    private void Interrupt()
    {
        _isInterrupted = true;
        _wake.Set();
    }

    /// <summary>Returns when everything has to be listed again.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (!_isSubscribed)
        {
            await redis.SubscribeAsync(redis.Keys.Doorbell, _ => _wake.Set()).WaitAsync(cancellationToken).ConfigureAwait(false);
            _isSubscribed = true;
        }

        _isInterrupted = false;
        if (_place is not null)
        {
            await ReadNewAsync(cancellationToken).ConfigureAwait(false);
        }

        await ListAsync(cancellationToken).ConfigureAwait(false);
        NoteBack();
        while (!_isInterrupted && await ReadNewAsync(cancellationToken).ConfigureAwait(false))
        {
            await _wake.WaitAsync(options.LookAtLeastEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var listing = await calls.ListAsync(cancellationToken).ConfigureAwait(false);
        var complete = listing.Complete.Where(part => !IsNewerHere(part, listing)).ToHashSet();
        read.Restart([.. listing.Values.Where(value => isKnown(value.Source))], key => complete.Contains(FeedPart.Of(key)), LostUntil(listing.Place));
        Volatile.Write(ref _place, listing.Place);
        metrics.Listed(listing.Unreadable);
        _listed.TrySetResult();
    }

    // While Redis was away the readers of this process heard of what its publishers could not write, or of what it collected alone. What is listed cannot have removed
    // what is newer: that is written later, or published by the next term.
    private bool IsNewerHere(FeedPart part, FeedListing listing) =>
        Newest(part, read.GetHeld(part.Source)).CompareTo(Newest(part, listing.Values.Where(value => value.Source == part.Source))) > 0;

    private static (long Epoch, long Sequence) Newest(FeedPart part, IEnumerable<SourceMessage> values) =>
        values.Where(value => FeedPart.Of(value.Key) == part).Select(value => (value.Epoch, value.Sequence)).DefaultIfEmpty().Max();

    // What was written between the last change that was read and an emptying cannot be counted: at least one.
    private long LostUntil(FeedPlace listed) => _place is not { Generation.Length: > 0 } place ? 0
        : place.Generation == listed.Generation && place.Entries <= listed.Entries ? listed.Values - place.Values
        : 1;

    /// <returns>Whether nothing is missing in between.</returns>
    private async Task<bool> ReadNewAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await calls.ReadAsync(_place!, cancellationToken).ConfigureAwait(false);
            if (entries.Length == 0)
            {
                return true;
            }

            foreach (var entry in entries)
            {
                if (!TryTake(FeedEntry.Parse(entry)))
                {
                    return false;
                }
            }
        }
    }

    private bool TryTake(FeedEntry entry)
    {
        // Before anything was written there is no generation.
        if ((_place!.Generation.Length > 0 && entry.Place.Generation != _place.Generation) || entry.Place.Entries != _place.Entries + 1)
        {
            return false;
        }

        if (isKnown(entry.Source))
        {
            read.Publish(entry.Batch);
        }

        if (entry.Batch.Lost > 0)
        {
            read.Restart([], _ => false, entry.Batch.Lost);
        }

        metrics.Read(entry.Batch.Changes.Count, entry.Unreadable);
        Volatile.Write(ref _place, entry.Place);
        return true;
    }

    // Logs each change, not each attempt.
    private void NoteAway(Exception exception)
    {
        reach.NoteFollowed(false);
        if (!_isAway)
        {
            _isAway = true;
            Log.Away(logger, exception is FeedUnavailableException ? exception.Message : RedisFailure.Reason(exception));
        }
    }

    private void NoteBack()
    {
        reach.NoteFollowed(true);
        _backOff.Reset();
        if (_isAway)
        {
            _isAway = false;
            Log.Back(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2702, LogLevel.Warning, "The feed cannot be followed: {Reason}. This process shows what it has and tries again")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(2703, LogLevel.Information, "The feed is followed again, and the whole state was read again from Redis")]
        public static partial void Back(ILogger logger);
    }
}
