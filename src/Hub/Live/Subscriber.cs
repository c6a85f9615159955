using System.Net;
using System.Runtime.CompilerServices;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>A connection and its cursor. At most one write is pending; the distance of the cursor is all that it has not been sent.</summary>
internal sealed class Subscriber
{
    private readonly Lock _gate = new();
    private readonly Action _signal;
    private readonly Action _onWritten;
    private readonly SourceFilter _permitted;
    private SourceFilter _watched = SourceFilter.All;
    private SourceFilter _filter;
    private long _cursor = LiveState.Beginning;
    private bool _isPaused;
    private long? _pausedSince;
    private long? _writingSince;
    private int _writingBytes;
    private long? _answeredBy;
    private long? _closingSince;
    private Action? _onReadyToClose;
    private long _writes;
    private long _bytes;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _writing;

    /// <param name="connection">The connection, past its handshake.</param>
    /// <param name="protocol">The index of its protocol in the encoder.</param>
    /// <param name="rights">What its caller may see. They do not change: a connection whose rights change is closed.</param>
    /// <param name="signal">Called when it can receive more.</param>
    public Subscriber(HubConnectionContext connection, int protocol, Rights rights, Action signal)
    {
        Rights = rights;
        _permitted = SourceFilter.Permitting(rights);
        _filter = _permitted;
        Connection = connection;
        Protocol = protocol;
        _signal = signal;
        _onWritten = OnWritten;
    }

    public HubConnectionContext Connection { get; }

    public int Protocol { get; }

    /// <summary>What its caller may see and do.</summary>
    public Rights Rights { get; }

    /// <summary>The session that it belongs to; null if its credentials name none.</summary>
    public string? SessionId { get; init; }

    /// <summary>When its credentials expire (UTC); null if they do not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it connected (UTC).</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>The remote address; null if the transport reports none. Stored here, because other threads cannot read it from the request.</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>Sends it what is newer than its cursor, unless it is paused, closing or still writing.</summary>
    /// <param name="timestamp">Now, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="round">Provides the bytes.</param>
    public void Send(long timestamp, FanOutRound round)
    {
        lock (_gate)
        {
            if (_isPaused || _closingSince is not null)
            {
                return;
            }

            _pausedSince = null;
            if (_cursor >= round.Version)
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

            _writes++;
            _bytes += bytes;
            round.Wrote(bytes);
            Observe(Connection.WriteAsync(message), bytes, timestamp);
        }
    }

    /// <summary>Narrows it to some daemons. Their whole state is sent again, removals included.</summary>
    public void Watch(SourceFilter filter)
    {
        lock (_gate)
        {
            _watched = filter;
            _filter = _permitted.And(filter);
            _cursor = LiveState.Resend;
        }

        _signal();
    }

    /// <summary>Stops sending until <see cref="Resume"/>.</summary>
    public void Pause(long timestamp)
    {
        lock (_gate)
        {
            _isPaused = true;
            _pausedSince ??= timestamp;
        }
    }

    /// <summary>Continues with everything that changed meanwhile. If it pauses again before the next round, both pauses count as one.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
        }

        _signal();
    }

    /// <summary>Notes that the answer to one of its calls is about to be written, because the next write may have to wait for it.</summary>
    /// <param name="bytes">The approximate size of the answer.</param>
    /// <param name="time">The clock of its timestamps.</param>
    public void Answering(int bytes, TimeProvider time)
    {
        var transfer = (long)(WriteLimit.Transfer(bytes).TotalSeconds * time.TimestampFrequency);
        lock (_gate)
        {
            _answeredBy = Math.Max(_answeredBy ?? 0, time.GetTimestamp()) + transfer;
        }
    }

    /// <summary>Stops sending permanently.</summary>
    /// <param name="timestamp">Now, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="onReadyToClose">Called when the current write, if there is one, has finished; null if nothing should happen then.</param>
    /// <returns>Whether this was the first call, and whether a write is in progress.</returns>
    public (bool First, bool IsWriting) BeginClosing(long timestamp, Action? onReadyToClose)
    {
        lock (_gate)
        {
            var first = _closingSince is null;
            if (first)
            {
                _closingSince = timestamp;
                _onReadyToClose = onReadyToClose;
            }

            return (first, _writingSince is not null);
        }
    }

    /// <summary>Its state at one moment.</summary>
    public SubscriberSnapshot Snapshot()
    {
        lock (_gate)
        {
            var pausedSince = _isPaused ? _pausedSince : null;
            return new SubscriberSnapshot(
                Math.Max(_cursor, LiveState.Beginning), _watched, pausedSince, _writingSince, _writingBytes, _answeredBy, _closingSince, _writes, _bytes);
        }
    }

    /// <summary>The description that an administrator sees.</summary>
    /// <param name="version">The current version of the live state.</param>
    /// <param name="time">The clock of its timestamps.</param>
    public SubscriberConnection Describe(long version, TimeProvider time)
    {
        var snapshot = Snapshot();
        return new SubscriberConnection(
            Connection.ConnectionId,
            Connection.User.NameOf(),
            Connection.Features.Get<IHttpTransportFeature>()?.TransportType ?? HttpTransportType.None,
            Connection.Protocol.Name,
            RemoteAddress,
            ConnectedAt,
            snapshot.PausedSince is not null,
            snapshot.ClosingSince is not null,
            snapshot.Filter.Names,
            snapshot.Lag(version),
            snapshot.Age(version, time),
            snapshot.Writes,
            snapshot.Bytes);
    }

    // A write never fails: SignalR logs the cause and aborts the connection instead. One delegate is used for all continuations,
    // because an async method would allocate a task for every slow write.
    private void Observe(ValueTask write, int bytes, long timestamp)
    {
        var awaiter = write.ConfigureAwait(false).GetAwaiter();
        if (awaiter.IsCompleted)
        {
            awaiter.GetResult();
            return;
        }

        _writing = awaiter;
        _writingSince = timestamp;
        _writingBytes = bytes;
        awaiter.UnsafeOnCompleted(_onWritten);
    }

    private void OnWritten()
    {
        Action? onReadyToClose;
        lock (_gate)
        {
            _writing.GetResult();
            _writingSince = null;
            _writingBytes = 0;
            onReadyToClose = _onReadyToClose;
        }

        (onReadyToClose ?? _signal)();
    }
}
