using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Hub.Live;

/// <summary>Applies what is published to the feed to the live state.</summary>
internal sealed class LiveFeedReader(IFeedReader feed, LiveState state, FanOut fanOut, LiveMetrics metrics)
{
    private volatile bool _caughtUp;

    /// <summary>Whether the initial state of the feed has been applied.</summary>
    public bool CaughtUp => _caughtUp;

    /// <summary>Reads until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var batch in feed.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var taken = state.Apply(batch);
            metrics.ChangesTaken(taken);
            if (taken > 0)
            {
                fanOut.Signal();
            }

            _caughtUp = true;
        }
    }
}
