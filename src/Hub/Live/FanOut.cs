using System.Collections.Concurrent;
using System.Threading.Channels;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Brings every subscriber to the newest version, in rounds. One whose last write has not finished is passed over and catches up when it has;
/// nobody waits for anybody, and nothing is queued.
/// </summary>
internal sealed class FanOut : ISubscriberConnections
{
    private static readonly TimeSpan ConnectingLimit = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Subscriber> _subscribers = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (ClosingReason Reason, long At)> _closedSessions = new(StringComparer.Ordinal);

    // Full means that a round is due anyway.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly FanOutRound _round;
    private readonly SubscriberCloser _closer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _joinWindow;

    public FanOut(FanOutRound round, SubscriberCloser closer, LiveMetrics metrics, TimeProvider time, IOptions<LiveOptions> options)
    {
        _round = round;
        _closer = closer;
        _time = time;
        _joinWindow = options.Value.JoinWindow;
        metrics.Meter.CreateObservableUpDownCounter("flextmonitor.hub.connections", () => Count, "{connection}", "Open hub connections.");
        metrics.Meter.CreateObservableGauge("flextmonitor.hub.cursor_lag", GreatestLag, "{change}", "Changes that the subscriber furthest behind has not been sent.");
    }

    /// <inheritdoc/>
    public int Count => _subscribers.Count;

    /// <summary>Everybody who is connected now.</summary>
    public IEnumerable<Subscriber> Subscribers => _subscribers.Select(subscriber => subscriber.Value);

    public void Add(Subscriber subscriber)
    {
        _subscribers[subscriber.Connection.ConnectionId] = subscriber;
        if (subscriber.SessionId is { } sessionId && _closedSessions.TryGetValue(sessionId, out var closed))
        {
            _closer.Close(subscriber, closed.Reason, TimeSpan.Zero);
        }

        Signal();
    }

    public void Remove(string connectionId) => _subscribers.TryRemove(connectionId, out _);

    /// <summary>The subscriber of a connection; null where it is gone.</summary>
    public Subscriber? Find(string connectionId) => _subscribers.GetValueOrDefault(connectionId);

    /// <summary>Says that something changed: a value, a subscriber, or that one can take more.</summary>
    public void Signal() => _due.Writer.TryWrite(true);

    /// <inheritdoc/>
    public void CloseSession(string sessionId, ClosingReason reason)
    {
        // Remembered first: one that is just connecting is then caught either here or in Add.
        _closedSessions[sessionId] = (reason, _time.GetTimestamp());
        foreach (var subscriber in Subscribers.Where(subscriber => subscriber.SessionId == sessionId))
        {
            _closer.Close(subscriber, reason, TimeSpan.Zero);
        }
    }

    /// <summary>Lets go of sessions closed longer ago than any connection takes to come about.</summary>
    public void ForgetClosedSessions()
    {
        foreach (var (sessionId, closed) in _closedSessions)
        {
            if (_time.GetElapsedTime(closed.At) > ConnectingLimit)
            {
                _closedSessions.TryRemove(sessionId, out _);
            }
        }
    }

    /// <summary>Runs rounds as they fall due, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            RunRound();
            if (_joinWindow > TimeSpan.Zero)
            {
                await Task.Delay(_joinWindow, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One round: hands every subscriber that can take it what it lacks.</summary>
    public void RunRound()
    {
        var timestamp = _time.GetTimestamp();
        _round.Begin(timestamp);
        foreach (var (_, subscriber) in _subscribers)
        {
            subscriber.Send(timestamp, _round);
        }

        _round.End();
    }

    private long GreatestLag() => _subscribers.IsEmpty ? 0 : Math.Max(0, _round.Version - Subscribers.Min(subscriber => Math.Max(subscriber.Cursor, 0)));
}
