using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Sources;

/// <summary>Watches one daemon. After an unexpected failure its source is down, and this watcher alone restarts with an increasing delay.</summary>
internal sealed class SourceWatcher(
    SourceContext context, SourceTerms terms, DaemonCaller caller, CollectorMetrics metrics, TimeProvider time, ILogger<SourceWatcher> logger)
{
    public SourceContext Context => context;

    public DaemonCaller Caller => caller;

    /// <summary>Begins a term, in which only this process watches the source. Call it before <see cref="RunAsync"/>.</summary>
    public async Task BeginTermAsync(CancellationToken cancellationToken) =>
        context.BeginTerm(await terms.BeginAsync(context.Daemon, cancellationToken).ConfigureAwait(false));

    /// <summary>As <see cref="BeginTermAsync(CancellationToken)"/>, with the epoch of a lease.</summary>
    public async Task BeginTermAsync(long epoch, CancellationToken cancellationToken) =>
        context.BeginTerm(await terms.BeginAsync(context.Daemon, epoch, cancellationToken).ConfigureAwait(false));

    /// <summary>Begins a term of which only the readers of this process hear. Call it before <see cref="RunAsync"/>.</summary>
    /// <returns>Its epoch.</returns>
    public long BeginLoneTerm()
    {
        var (reporter, epoch) = terms.BeginAlone(context.Daemon);
        context.BeginTerm(reporter);
        return epoch;
    }

    /// <summary>Ends the term after <see cref="RunAsync"/> has returned: another process may watch the source from now on.</summary>
    public void EndTerm() => context.EndTerm();

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        metrics.WatcherFailed(context.Daemon.Name, failures: 0);
        var options = new SupervisedLoopOptions { OnFailure = FailedAsync };
        await new SupervisedLoop($"The watcher of {context.Daemon.Name}", WatchAsync, options, time, logger).RunAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task FailedAsync(LoopFailure failure)
    {
        metrics.WatcherFailed(context.Daemon.Name);
        await context.CrashedAsync(failure.Exception).ConfigureAwait(false);
    }
}
