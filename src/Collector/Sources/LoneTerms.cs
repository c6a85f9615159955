using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Collector.Leases;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Watches sources for this process alone while Redis, where their leases are, is away: in the process that evaluates, so that history and alerts go on. Other processes show what they had.
/// </summary>
internal sealed class LoneTerms(IEnumerable<ILoneCollecting> wishes, RedisReach reach, RedisFeedFollower follower, LoneHandover handover, TimeProvider time)
{
    /// <summary>How often each source is looked at, of which there may be a thousand.</summary>
    private static readonly TimeSpan IdlePace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.25);

    /// <summary>By then every term with a lease has ended.</summary>
    private static readonly TimeSpan After = LeaseTimes.GiveUpAfter;

    private readonly ConcurrentDictionary<string, bool> _watched = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long? _awaySince;

    /// <summary>Whether a source is watched for this process alone now.</summary>
    public bool IsWatching(string source) => _watched.ContainsKey(source);

    /// <summary>Watches a source whenever that is due, until cancelled.</summary>
    /// <param name="watcher">The source.</param>
    /// <param name="turn">Held while somebody watches it in this process.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(SourceWatcher watcher, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(IdlePace, time, cancellationToken).ConfigureAwait(false);
            if (!IsDue() || !await turn.WaitAsync(0, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            try
            {
                await WatchAsync(watcher, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private async Task WatchAsync(SourceWatcher watcher, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = watcher.Context.Daemon.Name;
        var epoch = watcher.BeginLoneTerm();
        _watched[source] = true;
        var watching = watcher.RunAsync(over.Token);
        while (IsDue() && !watching.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Pace, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await over.CancelAsync().ConfigureAwait(false);
        try
        {
            await watching.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // As asked for. Anything else is for the loop that supervises this.
        }
        finally
        {
            _watched.TryRemove(source, out _);
            watcher.EndTerm();
            await handover.RunAsync(source, epoch).ConfigureAwait(false);
        }
    }

    /// <summary>Whether to watch now. The loops of all sources ask.</summary>
    private bool IsDue()
    {
        lock (_gate)
        {
            // Before the first listing nobody here knows what the sources published.
            if (reach.IsReachable || !follower.Listed.IsCompletedSuccessfully)
            {
                _awaySince = null;
                return false;
            }

            _awaySince ??= time.GetTimestamp();
            return time.GetElapsedTime(_awaySince.Value) >= After && wishes.Any(wish => wish.IsWanted);
        }
    }
}
