using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
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
    private bool _isPaused;
    private long? _pausedSince;
    private long? _writingSince;
    private int _writingBytes;
    private long? _answeredBy;
    private long? _closingSince;
    private Action? _farewell;
    private long _writes;
    private long _bytes;
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

    /// <summary>When it connected (UTC).</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>Where it connects from; null where the transport does not tell. Kept, because the request is not there to be asked by other threads.</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>Sends it what is newer than its cursor, if it can take it now.</summary>
    /// <param name="timestamp">Now, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="round">Where the bytes come from.</param>
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

    /// <summary>Narrows it to some daemons. It is sent their whole state again, removals included.</summary>
    public void Watch(SourceFilter filter)
    {
        lock (_gate)
        {
            _filter = filter;
            _cursor = LiveState.Resend;
        }

        _signal();
    }

    /// <summary>Stops sending, from this moment on.</summary>
    public void Pause(long timestamp)
    {
        lock (_gate)
        {
            _isPaused = true;
            _pausedSince ??= timestamp;
        }
    }

    /// <summary>Goes on with whatever changed meanwhile. A pause that follows before a round has come counts from the beginning of this one.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
        }

        _signal();
    }

    /// <summary>Notes that the answer to one of its calls is about to be written: what it is sent next may wait behind that.</summary>
    /// <param name="bytes">About how large the answer is.</param>
    /// <param name="time">By which its times are.</param>
    public void Answering(int bytes, TimeProvider time)
    {
        var transfer = (long)(WriteLimit.Transfer(bytes).TotalSeconds * time.TimestampFrequency);
        lock (_gate)
        {
            _answeredBy = Math.Max(_answeredBy ?? 0, time.GetTimestamp()) + transfer;
        }
    }

    /// <summary>Stops sending for good.</summary>
    /// <param name="timestamp">Now, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="farewell">Called once the write under way, if there is one, has finished; null where nothing is to wait for that.</param>
    /// <returns>Whether this was the call that stopped it, and whether a write is under way.</returns>
    public (bool First, bool IsWriting) BeginClosing(long timestamp, Action? farewell)
    {
        lock (_gate)
        {
            var first = _closingSince is null;
            if (first)
            {
                _closingSince = timestamp;
                _farewell = farewell;
            }

            return (first, _writingSince is not null);
        }
    }

    /// <summary>How it stands, all of one moment.</summary>
    public SubscriberSnapshot Snapshot()
    {
        lock (_gate)
        {
            var pausedSince = _isPaused ? _pausedSince : null;
            return new SubscriberSnapshot(
                Math.Max(_cursor, LiveState.Beginning), _filter, pausedSince, _writingSince, _writingBytes, _answeredBy, _closingSince, _writes, _bytes);
        }
    }

    /// <summary>What an administrator is shown of it.</summary>
    /// <param name="version">The version of the live state that it should be at.</param>
    /// <param name="time">By which its times are.</param>
    public SubscriberConnection Describe(long version, TimeProvider time)
    {
        var snapshot = Snapshot();
        return new SubscriberConnection(
            Connection.ConnectionId,
            Connection.User.FindFirstValue(ClaimTypes.Email) ?? Connection.User.Identity?.Name,
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

    // A write never fails: SignalR logs the cause and aborts the connection instead. The continuation is one delegate for the
    // life of the connection, where an async method would be a task for every slow write.
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
        Action? farewell;
        lock (_gate)
        {
            _writing.GetResult();
            _writingSince = null;
            _writingBytes = 0;
            farewell = _farewell;
        }

        (farewell ?? _signal)();
    }
}
