using System.Collections.Concurrent;
using System.Threading.Channels;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Brings every subscriber to the newest version, in rounds. A subscriber whose last write has not finished is skipped and catches up later.
/// No subscriber waits for another, and nothing is queued.
/// </summary>
internal sealed class FanOut : ISubscriberConnections
{
    /// <summary>Writes after which a round lets them go on to their sockets. Without a pause all would be under way at once, each with memory of its own that stays reserved.</summary>
    private const int WritesAtOnce = 128;

    private static readonly TimeSpan ConnectingLimit = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Subscriber> _subscribers = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (ClosingReason Reason, long At)> _closedSessions = new(StringComparer.Ordinal);

    // If the channel is full, a round is due already.
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
        metrics.Meter.CreateObservableGauge("flextmonitor.hub.cursor.lag", GreatestLag, "{change}", "Changes not yet sent to the subscriber that is furthest behind. Paused subscribers do not count.");
        metrics.Meter.CreateObservableGauge("flextmonitor.hub.cursor.age", GreatestAge, "s", "Age of the oldest cursor, which is the age of what that subscriber has been sent. Paused subscribers do not count.");
    }

    /// <inheritdoc/>
    public int Count => _subscribers.Count;

    /// <summary>All connected subscribers.</summary>
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

    /// <summary>The subscriber of a connection; null if it has disconnected.</summary>
    public Subscriber? Find(string connectionId) => _subscribers.GetValueOrDefault(connectionId);

    /// <summary>Makes a round due, because a value or a subscriber changed or because a subscriber can receive more.</summary>
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
        // Stored first, so that a session that is just connecting is closed either here or in Add.
        _closedSessions[sessionId] = (reason, _time.GetTimestamp());
        foreach (var subscriber in Subscribers.Where(subscriber => subscriber.SessionId == sessionId))
        {
            _closer.Close(subscriber, reason, TimeSpan.Zero);
        }
    }

    /// <summary>Notifies all subscribers, and those that still connect, that the hub restarts, and closes them. Returns at once.</summary>
    /// <param name="retryAfter">Returns for each subscriber after how long it should reconnect.</param>
    /// <returns>The subscribers that were notified.</returns>
    public IReadOnlyList<Subscriber> Restart(Func<TimeSpan> retryAfter)
    {
        // Stored first, as in CloseSession.
        _restarting = retryAfter;
        Subscriber[] notified = [.. Subscribers];
        foreach (var subscriber in notified)
        {
            _closer.Close(subscriber, ClosingReason.Restarting, retryAfter());
        }

        return notified;
    }

    /// <summary>Forgets sessions that were closed longer ago than connecting can take.</summary>
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

    /// <summary>Runs rounds when they are due, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!_due.Reader.TryRead(out _))
            {
                await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                await DelayAsync(_pace.GatherDelay(Count), cancellationToken).ConfigureAwait(false);
            }

            var began = _time.GetTimestamp();
            await RunDueRoundAsync().ConfigureAwait(false);
            await DelayAsync(_pace.RoundInterval(Count) - _time.GetElapsedTime(began), cancellationToken).ConfigureAwait(false);
        }
    }

    private Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, _time, cancellationToken) : Task.CompletedTask;

    // After a failure the round stays due, because its changes are not sent yet.
    private async Task RunDueRoundAsync()
    {
        try
        {
            await RunRoundAsync().ConfigureAwait(false);
        }
        catch
        {
            Signal();
            throw;
        }
    }

    /// <summary>Runs one round: sends every subscriber that can receive it what it has not been sent.</summary>
    public async Task RunRoundAsync()
    {
        var timestamp = _time.GetTimestamp();
        _round.Begin(timestamp);
        var sent = 0;
        foreach (var (_, subscriber) in _subscribers)
        {
            subscriber.Send(timestamp, _round);
            if (++sent % WritesAtOnce == 0)
            {
                await Task.Yield();
            }
        }

        _round.End();
    }

    private long GreatestLag() => ActiveSnapshots().Select(snapshot => snapshot.Lag(_round.Version)).DefaultIfEmpty().Max();

    private double GreatestAge() => ActiveSnapshots().Select(snapshot => snapshot.Age(_round.Version, _time).TotalSeconds).DefaultIfEmpty().Max();

    private IEnumerable<SubscriberSnapshot> ActiveSnapshots() =>
        Subscribers.Select(subscriber => subscriber.Snapshot()).Where(snapshot => snapshot.PausedSince is null);
}
