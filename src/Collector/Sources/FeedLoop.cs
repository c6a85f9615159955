namespace FlextMonitor.Collector.Sources;

/// <summary>Samples one feed at the source's pace. A sample never overlaps the one before: a slow call delays its own feed only.</summary>
internal sealed class FeedLoop(FeedKind feed, Func<CancellationToken, Task> sample, SourceBoard board, TimeProvider time)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            await SampleAsync(cancellationToken).ConfigureAwait(false);
            var wait = board.Pace - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await board.Wakes[feed].WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            }

            await KeepSpacingAsync(began, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        var suspicion = SourceTracker.SuspicionOf(board.Daemon.Deadline);
        var firstWord = suspicion < SourceTries.FirstWord ? suspicion : SourceTries.FirstWord;
        var connection = board.Connection;
        var sampled = sample(cancellationToken);
        if (!await IsDoneWithinAsync(sampled, firstWord, cancellationToken).ConfigureAwait(false))
        {
            await board.GiveUpMuteAsync(connection).ConfigureAwait(false);
        }

        if (!await IsDoneWithinAsync(sampled, suspicion - firstWord, cancellationToken).ConfigureAwait(false))
        {
            await board.GiveUpMuteAsync(connection).ConfigureAwait(false);

            // Is it the call or the daemon?
            board.AskTheOthers();
        }

        await sampled.ConfigureAwait(false);
    }

    private async Task<bool> IsDoneWithinAsync(Task sampled, TimeSpan limit, CancellationToken cancellationToken)
    {
        await sampled.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sampled.IsCompleted;
    }

    private async Task KeepSpacingAsync(long began, CancellationToken cancellationToken)
    {
        var least = board.Daemon.Interval < SourceTries.Spacing ? board.Daemon.Interval : SourceTries.Spacing;
        var left = least - time.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
