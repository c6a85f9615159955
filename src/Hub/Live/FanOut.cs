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
    private readonly RoundPace _pace;
    private volatile Func<TimeSpan>? _restarting;

    public FanOut(FanOutRound round, SubscriberCloser closer, LiveMetrics metrics, TimeProvider time, IOptions<LiveOptions> options)
    {
        _round = round;
        _closer = closer;
        _time = time;
        _pace = new RoundPace(options.Value.JoinWindow);
        metrics.Meter.CreateObservableUpDownCounter("flextmonitor.hub.connections", () => Count, "{connection}", "Open hub connections.");
        metrics.Meter.CreateObservableGauge("flextmonitor.hub.cursor.lag", GreatestLag, "{change}", "Changes that the subscriber furthest behind, of those that have not paused, has not been sent.");
        metrics.Meter.CreateObservableGauge("flextmonitor.hub.cursor.age", GreatestAge, "s", "Age of the oldest cursor: how old what that subscriber has been sent is. Those that have paused do not count.");
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
        else if (_restarting is { } retryAfter)
        {
            _closer.Close(subscriber, ClosingReason.Restarting, retryAfter());
        }

        Signal();
    }

    public void Remove(string connectionId) => _subscribers.TryRemove(connectionId, out _);

    /// <summary>The subscriber of a connection; null where it is gone.</summary>
    public Subscriber? Find(string connectionId) => _subscribers.GetValueOrDefault(connectionId);

    /// <summary>Says that something changed: a value, a subscriber, or that one can take more.</summary>
    public void Signal() => _due.Writer.TryWrite(true);

    /// <inheritdoc/>
    public IReadOnlyList<SubscriberConnection> List()
    {
        var version = _round.Version;
        return [.. Subscribers.Select(subscriber => subscriber.Describe(version, _time))];
    }

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

    /// <summary>Tells everybody, and whoever still connects, that the hub restarts, and closes them. Returns at once.</summary>
    /// <param name="retryAfter">When each is to come back.</param>
    /// <returns>Those who were told.</returns>
    public IReadOnlyList<Subscriber> Restart(Func<TimeSpan> retryAfter)
    {
        // Kept first, as in CloseSession.
        _restarting = retryAfter;
        Subscriber[] told = [.. Subscribers];
        foreach (var subscriber in told)
        {
            _closer.Close(subscriber, ClosingReason.Restarting, retryAfter());
        }

        return told;
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
            if (!_due.Reader.TryRead(out _))
            {
                await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                await PassAsync(_pace.Gather(Count), cancellationToken).ConfigureAwait(false);
            }

            var began = _time.GetTimestamp();
            RunDueRound();
            await PassAsync(_pace.Rest(Count) - _time.GetElapsedTime(began), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PassAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, _time, cancellationToken) : Task.CompletedTask;

    // What made it due is still to be sent, by whoever runs this again.
    private void RunDueRound()
    {
        try
        {
            RunRound();
        }
        catch
        {
            Signal();
            throw;
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

    private long GreatestLag() => Listening().Select(snapshot => snapshot.Lag(_round.Version)).DefaultIfEmpty().Max();

    private double GreatestAge() => Listening().Select(snapshot => snapshot.Age(_round.Version, _time).TotalSeconds).DefaultIfEmpty().Max();

    private IEnumerable<SubscriberSnapshot> Listening() =>
        Subscribers.Select(subscriber => subscriber.Snapshot()).Where(snapshot => snapshot.PausedSince is null);
}
