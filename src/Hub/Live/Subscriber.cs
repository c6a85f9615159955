using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>A connection and its cursor. The backlog of a subscriber is at most one write; all else is the distance of its cursor.</summary>
internal sealed class Subscriber
{
    private readonly Lock _gate = new();
    private readonly Action _signal;
    private readonly Action _onWritten;
    private SourceFilter _filter = SourceFilter.All;
    private long _cursor = LiveState.Beginning;
    private long? _pausedSince;
    private long? _writingSince;
    private bool _closing;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _writing;

    /// <param name="connection">The connection, past its handshake.</param>
    /// <param name="protocol">The number of its protocol at the encoder.</param>
    /// <param name="signal">Called when it can take more.</param>
    public Subscriber(HubConnectionContext connection, int protocol, Action signal)
    {
        Connection = connection;
        Protocol = protocol;
        _signal = signal;
        _onWritten = OnWritten;
    }

    public HubConnectionContext Connection { get; }

    public int Protocol { get; }

    /// <summary>Which session it belongs to; null where its credentials name none.</summary>
    public string? SessionId { get; init; }

    /// <summary>When its credentials run out (UTC); null where they do not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The version that it has been sent up to.</summary>
    public long Cursor => Volatile.Read(ref _cursor);

    /// <summary>Whether it is being closed.</summary>
    public bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _closing;
            }
        }
    }

    /// <summary>Sends it what is newer than its cursor, if it can take it now.</summary>
    /// <param name="timestamp">Now, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="round">Where the bytes come from.</param>
    public void Send(long timestamp, FanOutRound round)
    {
        lock (_gate)
        {
            if (_pausedSince is not null || _closing || _cursor >= round.Version)
            {
                return;
            }

            if (_writingSince is not null)
            {
                round.PassOver();
                return;
            }

            var (message, bytes, version) = round.NewerThan(_cursor, _filter, Protocol);
            _cursor = version;
            if (bytes == 0)
            {
                return;
            }

            round.Wrote(bytes);
            Observe(Connection.WriteAsync(message), timestamp);
        }
    }

    /// <summary>Narrows it to some daemons. It is sent their whole state anew, removals included.</summary>
    public void Watch(SourceFilter filter)
    {
        lock (_gate)
        {
            _filter = filter;
            _cursor = LiveState.Anew;
        }

        _signal();
    }

    /// <summary>Stops sending, from this moment on.</summary>
    public void Pause(long timestamp)
    {
        lock (_gate)
        {
            _pausedSince ??= timestamp;
        }
    }

    /// <summary>Goes on with whatever changed meanwhile.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _pausedSince = null;
        }

        _signal();
    }

    /// <summary>Stops sending for good.</summary>
    /// <returns>Whether this was the call that stopped it, and whether a farewell can still be written without waiting.</returns>
    public (bool First, bool CanWrite) BeginClosing()
    {
        lock (_gate)
        {
            var first = !_closing;
            _closing = true;
            return (first, _writingSince is null);
        }
    }

    /// <summary>Since when it has paused and since when its last write waits, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public (long? Paused, long? Writing) Since()
    {
        lock (_gate)
        {
            return (_pausedSince, _writingSince);
        }
    }

    // A write never fails: SignalR logs the cause and aborts the connection instead. The continuation is one delegate for the
    // life of the connection, where an async method would be a task for every slow write.
    private void Observe(ValueTask write, long timestamp)
    {
        var awaiter = write.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            awaiter.GetResult();
            return;
        }

        _writing = awaiter;
        _writingSince = timestamp;
        awaiter.UnsafeOnCompleted(_onWritten);
    }

    private void OnWritten()
    {
        lock (_gate)
        {
            _writing.GetResult();
            _writingSince = null;
        }

        _signal();
    }
}
