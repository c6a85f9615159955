using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// What the parts of one watcher share: the kept connection, and the source's state under one lock. Results of a connection that has been
/// replaced are ignored: they could call a source live that was just found down.
/// </summary>
internal sealed class SourceContext(DaemonOptions daemon, IDaemonConnector connector, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DaemonConnection? _connection;
    private SourceReporter? _reporter;

    public DaemonOptions Daemon => daemon;

    /// <summary>Wakes the samplers, by feed.</summary>
    public IReadOnlyDictionary<FeedKind, AsyncAutoResetEvent> Wakes { get; } = FeedKinds.All.ToDictionary(feed => feed, _ => new AsyncAutoResetEvent(time));

    /// <summary>Wakes the loop that asks for pipelines and facts.</summary>
    public AsyncAutoResetEvent Details { get; } = new(time);

    /// <summary>Wakes the follower of running executions.</summary>
    public AsyncAutoResetEvent Following { get; } = new(time);

    /// <summary>The connection to call over now.</summary>
    public DaemonConnection Connection
    {
        get
        {
            lock (_gate)
            {
                return _connection ??= connector.Connect(daemon, Details.Set, Lost);
            }
        }
    }

    /// <summary>How long the next sample of a feed may wait.</summary>
    public TimeSpan Pace => IsSettled || daemon.Interval < SamplingPace.Pace ? daemon.Interval : SamplingPace.Pace;

    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return Reporter.Tracker.IsSettled;
            }
        }
    }

    /// <summary>Why the source is down; null if it is not.</summary>
    public string? DownError
    {
        get
        {
            lock (_gate)
            {
                return Reporter.Tracker.State == SourceState.Down ? SourceMessages.Unable + Reporter.Tracker.DownCause : null;
            }
        }
    }

    /// <summary>The execution with what is known of it beyond the daemon's answer, ordered at a place that was reserved.</summary>
    public ExecutionData Complete(long sequence, ExecutionData execution)
    {
        lock (_gate)
        {
            return Reporter.Stamp.StampAt(sequence, Reporter.Executions.Complete(execution));
        }
    }

    /// <summary>Reserves a place in the order of what is published.</summary>
    public long Reserve()
    {
        lock (_gate)
        {
            return Reporter.Stamp.Reserve();
        }
    }

    /// <summary>Begins a term: from now on this process publishes what the source does.</summary>
    public void BeginTerm(SourceReporter reporter)
    {
        lock (_gate)
        {
            _reporter = reporter;
            reporter.Introduce();
        }
    }

    /// <summary>Takes in what a call over the given connection brought, and publishes what of it is news.</summary>
    public async Task TakeAsync(DaemonConnection connection, Action<SourceReporter> take)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            if (connection != _connection)
            {
                return;
            }

            var falls = Reporter.Tracker.Falls;
            var wasSettled = Reporter.Tracker.IsSettled;
            take(Reporter);
            Reporter.Publish();
            if (!wasSettled && Reporter.Tracker.IsSettled)
            {
                Following.Set();
            }
            else if (wasSettled && !Reporter.Tracker.IsSettled)
            {
                AskAll();
            }

            retired = Reporter.Tracker.Falls != falls ? Retire() : null;
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>Brings the resting feeds' next samples forward: one feed's outcome leaves open whether the daemon as a whole is well.</summary>
    public void AskTheOthers()
    {
        foreach (var wake in Wakes.Values)
        {
            wake.SetIfWaiting();
        }
    }

    /// <summary>
    /// Gives up a connection that was reopened and over which nothing has come, such as one to a proxy whose daemon is gone. Calls on it might stay
    /// unanswered until the deadline. Right after the start the deadline alone decides.
    /// </summary>
    public async Task GiveUpMuteAsync(DaemonConnection connection)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            if (connection != _connection || connection.MuteFor < SamplingPace.Mute || Reporter.Tracker.State == SourceState.Connecting)
            {
                return;
            }

            retired = Retire();
            if (Reporter.Tracker.IsSettled)
            {
                Reporter.Tracker.GoDown($"The connection was taken, but nothing answers on it ({daemon.Address})", time.Now());
                Reporter.Publish();
                AskAll();
            }
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>The watcher itself has failed.</summary>
    public async Task CrashedAsync(Exception exception)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            retired = Retire();
            Reporter.Tracker.GoDown(
                $"its watcher failed and starts again ({exception.GetType().Name}: {Clean.Line(exception.Message, TextLimits.Error)}) ({daemon.Address})", time.Now());
            Reporter.Publish();
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>Reads from the executions in view, under the lock.</summary>
    public T Ask<T>(Func<ExecutionView, T> question)
    {
        lock (_gate)
        {
            return question(Reporter.Executions);
        }
    }

    /// <summary>Ends the kept connection.</summary>
    public async Task CloseAsync()
    {
        DaemonConnection? last;
        lock (_gate)
        {
            last = Retire();
        }

        await DisposeAsync(last).ConfigureAwait(false);
    }

    private SourceReporter Reporter => _reporter ?? throw new InvalidOperationException($"No term of '{daemon.Name}' has begun.");

    private static ValueTask DisposeAsync(DaemonConnection? connection) => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The next connection is made on demand, so that a failure to make it reaches whoever needs it.
    private DaemonConnection? Retire()
    {
        var retired = _connection;
        _connection = null;

        // The streams end with the connection.
        Reporter.Executions.NoneFollowed();
        return retired;
    }

    // A daemon that is down is being retried already.
    private void Lost()
    {
        if (IsSettled)
        {
            AskAll();
        }
    }

    // Also loops that are about to wait: they would wait at the former pace.
    private void AskAll()
    {
        foreach (var wake in Wakes.Values)
        {
            wake.Set();
        }
    }
}
