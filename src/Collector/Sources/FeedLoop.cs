namespace FlextMonitor.Collector.Sources;

/// <summary>Samples one feed at the source's interval. Samples of one feed never overlap, and a slow call delays no other feed.</summary>
internal sealed class FeedLoop(FeedKind feed, Func<TimeSpan, CancellationToken, Task> sample, SourceContext context, TimeProvider time)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            await SampleAsync(cancellationToken).ConfigureAwait(false);
            context.Progress.Note(feed);
            await RestAsync(began, cancellationToken).ConfigureAwait(false);
            await KeepSpacingAsync(began, cancellationToken).ConfigureAwait(false);
        }
    }

    // Other feeds may keep the daemon busy meanwhile, which makes the rest longer.
    private async Task RestAsync(long began, CancellationToken cancellationToken)
    {
        while (context.RestOf(feed, began) - time.GetElapsedTime(began) is { Ticks: > 0 } wait)
        {
            if (await context.SampleNow[feed].WaitAsync(wait, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        var silenceCheckDelay = SourceTracker.SilenceCheckDelay(context.Daemon.Deadline);
        var muteCheckDelay = silenceCheckDelay < SamplingIntervals.MuteCheckDelay ? silenceCheckDelay : SamplingIntervals.MuteCheckDelay;
        var connection = context.Connection;
        var sampled = sample(context.LimitOfNext(feed), cancellationToken);
        if (!await IsDoneWithinAsync(sampled, muteCheckDelay, cancellationToken).ConfigureAwait(false))
        {
            await context.RetireIfMuteAsync(connection).ConfigureAwait(false);
        }

        if (!await IsDoneWithinAsync(sampled, silenceCheckDelay - muteCheckDelay, cancellationToken).ConfigureAwait(false))
        {
            await context.RetireIfMuteAsync(connection).ConfigureAwait(false);

            // The other feeds' answers show whether only this call or the whole daemon is silent.
            context.HurryWaitingFeeds();
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
        var least = context.Daemon.Interval < SamplingIntervals.MinimumSpacing ? context.Daemon.Interval : SamplingIntervals.MinimumSpacing;
        var left = least - time.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
