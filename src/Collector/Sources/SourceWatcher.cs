namespace FlextMonitor.Collector.Sources;

/// <summary>Watches one daemon. After an unexpected failure its source is down, and this watcher alone restarts with an increasing delay.</summary>
internal sealed partial class SourceWatcher(
    SourceContext context, SourceTerms terms, DaemonCaller caller, CollectorMetrics metrics, TimeProvider time, ILogger<SourceWatcher> logger)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    public SourceContext Context => context;

    public DaemonCaller Caller => caller;

    /// <summary>Begins a term, in which only this process watches the source. Call it before <see cref="RunAsync"/>.</summary>
    public async Task BeginTermAsync(CancellationToken cancellationToken) =>
        context.BeginTerm(await terms.BeginAsync(context.Daemon, cancellationToken).ConfigureAwait(false));

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backOff = FirstBackOff;
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                await WatchAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                backOff = time.GetElapsedTime(began) > LongestBackOff ? FirstBackOff : backOff;
                await FailedAsync(exception, backOff, cancellationToken).ConfigureAwait(false);
                backOff = TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, LongestBackOff.Ticks));
            }
        }

        await context.CloseAsync().ConfigureAwait(false);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var samplers = new FeedSamplers(context, caller, time);
        List<Task> parts =
        [
            new FeedLoop(FeedKind.Stats, samplers.StatsAsync, context, time).RunAsync(together.Token),
            new FeedLoop(FeedKind.Health, samplers.HealthAsync, context, time).RunAsync(together.Token),
            new FeedLoop(FeedKind.Executions, samplers.ExecutionsAsync, context, time).RunAsync(together.Token),
            new DetailsLoop(context, caller, time).RunAsync(together.Token),
            new RunFollower(context, time).RunAsync(together.Token),
        ];
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await together.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    private async Task FailedAsync(Exception exception, TimeSpan backOff, CancellationToken cancellationToken)
    {
        metrics.WatcherFailed(context.Daemon.Name);
        Log.Failed(logger, context.Daemon.Name, backOff.TotalSeconds, exception);
        try
        {
            await context.CrashedAsync(exception).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            Log.NotPublished(logger, context.Daemon.Name, second);
        }

        await Task.Delay(backOff, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Error, "The watcher of {Source} failed unexpectedly; it restarts in {Seconds} s")]
        public static partial void Failed(ILogger logger, string source, double seconds, Exception exception);

        [LoggerMessage(2202, LogLevel.Error, "Could not publish that {Source} is down")]
        public static partial void NotPublished(ILogger logger, string source, Exception exception);
    }
}
