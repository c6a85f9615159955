using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// What the parts of one watcher share: the kept connection, and the source's state under one lock. Word of a connection that has been
/// replaced is not taken: it could call a source live that was just found down.
/// </summary>
internal sealed class SourceBoard(DaemonOptions daemon, SourceReporter reporter, IDaemonConnector connector, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DaemonConnection? _connection;

    public DaemonOptions Daemon => daemon;

    /// <summary>Wakes the samplers, by feed.</summary>
    public IReadOnlyDictionary<FeedKind, Wake> Wakes { get; } = FeedKinds.All.ToDictionary(feed => feed, _ => new Wake(time));

    /// <summary>Wakes who asks for names and facts.</summary>
    public Wake Details { get; } = new(time);

    /// <summary>Wakes who follows running executions.</summary>
    public Wake Following { get; } = new(time);

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

    /// <summary>Until when the next sample of a feed may wait.</summary>
    public TimeSpan Pace => IsSettled || daemon.Interval < SourceTries.Pace ? daemon.Interval : SourceTries.Pace;

    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return reporter.Tracker.IsSettled;
            }
        }
    }

    /// <summary>Why the source is down; null where it is not.</summary>
    public string? DownError
    {
        get
        {
            lock (_gate)
            {
                return reporter.Tracker.State == SourceState.Down ? SourceMessages.Unable + reporter.Tracker.DownCause : null;
            }
        }
    }

    public void Introduce()
    {
        lock (_gate)
        {
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

            var falls = reporter.Tracker.Falls;
            var wasSettled = reporter.Tracker.IsSettled;
            take(reporter);
            reporter.Publish();
            if (!wasSettled && reporter.Tracker.IsSettled)
            {
                Following.Set();
            }
            else if (wasSettled && !reporter.Tracker.IsSettled)
            {
                AskAll();
            }

            retired = reporter.Tracker.Falls != falls ? Retire() : null;
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>One feed went so that the others' next samples, however far off, are wanted now to tell how the daemon is.</summary>
    public void AskTheOthers()
    {
        foreach (var wake in Wakes.Values)
        {
            wake.SetIfWaiting();
        }
    }

    /// <summary>
    /// Gives up a connection that was reopened and over which nothing has come: to a proxy, say, whose daemon is gone. What swallowed it may
    /// do so until the deadline, or for ever. At the start the deadline alone decides.
    /// </summary>
    public async Task GiveUpMuteAsync(DaemonConnection connection)
    {
        DaemonConnection? retired;
        lock (_gate)
        {
            if (connection != _connection || connection.MuteFor < SourceTries.Mute || reporter.Tracker.State == SourceState.Connecting)
            {
                return;
            }

            retired = Retire();
            if (reporter.Tracker.IsSettled)
            {
                reporter.Tracker.GoDown($"The connection was taken, but nothing answers on it ({daemon.Address})", time.Now());
                reporter.Publish();
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
            reporter.Tracker.GoDown(
                $"its watcher failed and starts again ({exception.GetType().Name}: {Clean.Line(exception.Message, TextLimits.Error)}) ({daemon.Address})", time.Now());
            reporter.Publish();
        }

        await DisposeAsync(retired).ConfigureAwait(false);
    }

    /// <summary>Asks what the book says, under the lock.</summary>
    public T Ask<T>(Func<ExecutionBook, T> question)
    {
        lock (_gate)
        {
            return question(reporter.Executions);
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

    private static ValueTask DisposeAsync(DaemonConnection? connection) => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The next is made when it is wanted: should that fail, it fails whoever wants it, not who said that the daemon is down.
    private DaemonConnection? Retire()
    {
        var retired = _connection;
        _connection = null;

        // Its streams end with it.
        reporter.Executions.NoneFollowed();
        return retired;
    }

    // A daemon that is down is being tried for already.
    private void Lost()
    {
        if (IsSettled)
        {
            AskAll();
        }
    }

    // Also those about to wait: they would do so at the pace that was right until now.
    private void AskAll()
    {
        foreach (var wake in Wakes.Values)
        {
            wake.Set();
        }
    }
}
