namespace FlextMonitor.Collector.Sources;

/// <summary>Samples one feed at the source's pace. A sample never overlaps the one before: a slow call delays its own feed only.</summary>
internal sealed class FeedLoop(FeedKind feed, Func<CancellationToken, Task> sample, SourceContext context, TimeProvider time)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            await SampleAsync(cancellationToken).ConfigureAwait(false);
            var wait = context.Pace - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await context.Wakes[feed].WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            }

            await KeepSpacingAsync(began, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        var suspicion = SourceTracker.SuspicionOf(context.Daemon.Deadline);
        var firstWord = suspicion < SamplingPace.FirstWord ? suspicion : SamplingPace.FirstWord;
        var connection = context.Connection;
        var sampled = sample(cancellationToken);
        if (!await IsDoneWithinAsync(sampled, firstWord, cancellationToken).ConfigureAwait(false))
        {
            await context.GiveUpMuteAsync(connection).ConfigureAwait(false);
        }

        if (!await IsDoneWithinAsync(sampled, suspicion - firstWord, cancellationToken).ConfigureAwait(false))
        {
            await context.GiveUpMuteAsync(connection).ConfigureAwait(false);

            // Is it the call or the daemon?
            context.AskTheOthers();
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
        var least = context.Daemon.Interval < SamplingPace.Spacing ? context.Daemon.Interval : SamplingPace.Spacing;
        var left = least - time.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
