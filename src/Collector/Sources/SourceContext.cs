using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// State that the parts of one watcher share under one lock: the kept connection and what is known of the source. Results that arrive over a
/// replaced connection are ignored: they could mark a source live that was just found down.
/// </summary>
/// <param name="daemon">The daemon's settings.</param>
/// <param name="connector">Makes its connections.</param>
/// <param name="time">The clock.</param>
/// <param name="withoutTerm">Makes what is known of the source while another process watches it; null if no other does.</param>
internal sealed class SourceContext(DaemonOptions daemon, IDaemonConnector connector, TimeProvider time, Func<SourceReporter>? withoutTerm = null)
{
    private readonly Lock _gate = new();
    private readonly HashSet<FeedKind> _hurried = [];
    private DaemonConnection? _connection;
    private SourceReporter? _reporter;

    public DaemonOptions Daemon => daemon;

    /// <summary>Start the next sample of each feed early.</summary>
    public IReadOnlyDictionary<FeedKind, AsyncAutoResetEvent> SampleNow { get; } = FeedKinds.All.ToDictionary(feed => feed, _ => new AsyncAutoResetEvent(time));

    /// <summary>Starts the next request for pipelines and system information.</summary>
    public AsyncAutoResetEvent RefreshDetails { get; } = new(time);

    /// <summary>Starts the next review of which executions to follow.</summary>
    public AsyncAutoResetEvent ReviewRuns { get; } = new(time);

    /// <summary>The current connection; opened on first use.</summary>
    public DaemonConnection Connection
    {
        get
        {
            lock (_gate)
            {
                return _connection ??= connector.Connect(daemon, RefreshDetails.Set, Lost);
            }
        }
    }

    /// <summary>The current connection, for a call that somebody waits for.</summary>
    /// <exception cref="DaemonCallException">A file of its certificates cannot be used, such as while it is being replaced.</exception>
    public DaemonConnection ConnectionForCall()
    {
        try
        {
            return Connection;
        }
        catch (Exception exception) when (PemFiles.IsUnreadable(exception))
        {
            throw DaemonCallException.About(
                daemon, "the connection could not be set up, because a file of its certificates cannot be used", exception, HubErrorCodes.Unavailable);
        }
    }

    /// <summary>How much of the daemon's time sampling takes.</summary>
    public SamplingPace Pace { get; } = new(daemon, time);

    /// <summary>Whether its feeds are being sampled.</summary>
    public SamplingProgress Progress { get; } = new(daemon, time);

    public bool IsSettled => ReadReporter(reporter => reporter.Tracker.IsSettled);

    /// <summary>Why the source is down; null if it is not.</summary>
    public string? DownError => ReadReporter(reporter => reporter.Tracker.State == SourceState.Down ? SourceMessages.Unable + reporter.Tracker.DownCause : null);

    /// <summary>How long after its last call began a feed may be sampled again. Until the source settles, connecting again is worth any load.</summary>
    public TimeSpan RestOf(FeedKind feed, long began) => IsSettled ? Pace.RestOf(feed, began)
        : daemon.Interval < SamplingIntervals.Unsettled ? daemon.Interval
        : SamplingIntervals.Unsettled;

    /// <summary>How long the next call of a feed may take: its deadline, or less if it is sampled because another feed's call is late.</summary>
    public TimeSpan LimitOfNext(FeedKind feed)
    {
        lock (_gate)
        {
            return _hurried.Remove(feed) && SamplingIntervals.Hurried < daemon.Deadline ? SamplingIntervals.Hurried : daemon.Deadline;
        }
    }

    /// <summary>Adds what is known of the execution besides the daemon's answer, and stamps it with a reserved place.</summary>
    public ExecutionData Complete(ReservedPlace place, ExecutionData execution)
    {
        lock (_gate)
        {
            return place.Stamp(Reporter.Executions.Complete(execution));
        }
    }

    /// <summary>Reserves a place in the order of published messages.</summary>
    public ReservedPlace Reserve()
    {
        lock (_gate)
        {
            return Reporter.Stamp.Reserve();
        }
    }

    /// <summary>Begins a term: from now on this process publishes the values of the source.</summary>
    public void BeginTerm(SourceReporter reporter)
    {
        lock (_gate)
        {
            _reporter = reporter;
            Progress.Begin();
            reporter.Introduce();
        }
    }

    /// <summary>Whether this process watches the source.</summary>
    public bool HasTerm => Volatile.Read(ref _reporter) is not null;

    /// <summary>Ends the term: another process may publish the values of the source.</summary>
    public void EndTerm()
    {
        lock (_gate)
        {
            _reporter = null;
        }
    }

    /// <summary>Applies the result of a call over the given connection, and publishes what has changed.</summary>
    public async Task TakeAsync(DaemonConnection connection, Action<SourceReporter> take)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            if (connection != _connection)
            {
                return;
            }

            var downCount = Reporter.Tracker.DownCount;
            var wasSettled = Reporter.Tracker.IsSettled;
            take(Reporter);
            Reporter.Interval = Pace.Interval;
            Reporter.Publish();
            if (!wasSettled && Reporter.Tracker.IsSettled)
            {
                ReviewRuns.Set();
            }
            else if (wasSettled && !Reporter.Tracker.IsSettled)
            {
                SampleAllFeeds();
            }

            retired = Reporter.Tracker.DownCount != downCount ? Retire() : null;
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts the next sample of the executions, because the stream of one has ended. Where slow samples have to rest, it waits for that: with many short
    /// runs there would always be a reason for the next one.
    /// </summary>
    public void SampleEndedRun()
    {
        if (Pace.RestOf(FeedKind.Executions, time.GetTimestamp()) <= daemon.Interval)
        {
            SampleNow[FeedKind.Executions].Set();
        }
    }

    /// <summary>Starts the next sample of every feed that waits: the outcome of one feed does not show whether the whole daemon works.</summary>
    public void SampleWaitingFeeds()
    {
        foreach (var sampleNow in SampleNow.Values)
        {
            sampleNow.SetIfWaiting();
        }
    }

    /// <summary>As <see cref="SampleWaitingFeeds"/>, because a call is late: the others have less time to answer, so that a silent daemon is noticed in time.</summary>
    public void HurryWaitingFeeds()
    {
        foreach (var (feed, sampleNow) in SampleNow.Where(feed => feed.Value.IsAwaited))
        {
            lock (_gate)
            {
                _hurried.Add(feed);
            }

            sampleNow.Set();
        }
    }

    /// <summary>
    /// Retires a connection that was opened but has not received anything, such as one to a proxy whose daemon is gone. Calls on it might stay
    /// unanswered until the deadline. Right after the start, only the deadline decides.
    /// </summary>
    public async Task RetireIfMuteAsync(DaemonConnection connection)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            if (connection != _connection || connection.MuteFor < SamplingIntervals.MuteThreshold || Reporter.Tracker.State == SourceState.Connecting)
            {
                return;
            }

            retired = Retire();
            if (Reporter.Tracker.IsSettled)
            {
                Reporter.Tracker.GoDown($"The connection was accepted, but nothing answers on it ({daemon.Address})", time.Now());
                Reporter.Publish();
                SampleAllFeeds();
            }
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>Marks the source down because the watcher itself failed.</summary>
    public async Task CrashedAsync(Exception exception)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            retired = Retire();
            Reporter.Tracker.GoDown(
                $"the watcher failed and will restart ({exception.GetType().Name}: {Clean.Line(exception.Message, TextLimits.Error)}) ({daemon.Address})", time.Now());
            Reporter.Publish();
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>Reads from the executions in view, under the lock.</summary>
    public T Read<T>(Func<ExecutionView, T> read) => ReadReporter(reporter => read(reporter.Executions));

    /// <summary>Closes the connection.</summary>
    public async Task CloseAsync()
    {
        DaemonConnection? last;
        lock (_gate)
        {
            last = Retire();
        }

        await DisposeAsync(last).ConfigureAwait(false);
    }

    private T ReadReporter<T>(Func<SourceReporter, T> read)
    {
        lock (_gate)
        {
            return read(Reporter);
        }
    }

    private SourceReporter Reporter => _reporter ?? withoutTerm?.Invoke() ?? throw new InvalidOperationException($"No term of '{daemon.Name}' has begun.");

    private static ValueTask DisposeAsync(DaemonConnection? connection) => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The next connection is made on demand, so that a failure to make it reaches the caller that needs it.
    private DaemonConnection? Retire()
    {
        var retired = _connection;
        _connection = null;

        // The streams end with the connection.
        Reporter.Executions.ClearProgress();
        return retired;
    }

    // A daemon that is down is being retried already.
    private void Lost()
    {
        if (IsSettled)
        {
            SampleAllFeeds();
        }
    }

    // Set, not SetIfWaiting: a loop that is about to wait would use the former interval.
    private void SampleAllFeeds()
    {
        foreach (var sampleNow in SampleNow.Values)
        {
            sampleNow.Set();
        }
    }
}
