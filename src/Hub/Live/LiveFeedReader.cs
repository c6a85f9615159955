using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Hub.Live;

/// <summary>Takes what the collectors publish into the live state.</summary>
internal sealed class LiveFeedReader(IFeedReader feed, LiveState state, FanOut fanOut, LiveMetrics metrics)
{
    private volatile bool _caughtUp;

    /// <summary>Whether the feed's state at the start has been taken in.</summary>
    public bool CaughtUp => _caughtUp;

    /// <summary>Reads until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isWhole = true;
        await foreach (var batch in feed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var taken = isWhole ? state.ApplyWhole(batch) : state.Apply(batch);
            isWhole = false;
            metrics.ChangesTaken(taken);
            if (taken > 0)
            {
                fanOut.Signal();
            }

            _caughtUp = true;
        }
    }
}
