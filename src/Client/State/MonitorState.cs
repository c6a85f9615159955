using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>
/// The newest value of each key, and who waits for changes. A new connection replaces everything: what it sends of a source is kept apart until the first state
/// of that source is complete, and then takes the place of what was known.
/// </summary>
internal sealed class MonitorState
{
    private static readonly TimeSpan EvaluatorSilence = TimeSpan.FromSeconds(15);

    private readonly HubClock _clock;
    private readonly ClientMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HeldSource> _arriving = new(StringComparer.Ordinal);
    private readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);
    private readonly StateReaders _readers;
    private readonly List<ExecutionData> _outOfView = [];
    private readonly StateNews _news;
    private TaskCompletionSource? _nextChange;
    private DateTimeOffset? _lostAt;
    private MonitorConnection _connection;
    private long? _evaluatorHeard;
    private int _number;

    public MonitorState(HubClock clock, ClientMetrics metrics, TimeProvider time)
    {
        (_clock, _metrics, _time) = (clock, metrics, time);
        _readers = new StateReaders(metrics);
        _news = new StateNews(_readers, clock, Changed);
        _connection = new MonitorConnection(MonitorConnectionState.Connecting, time.GetUtcNow());
    }

    /// <summary>Completes with the next change, of the connection too.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
            {
                return (_nextChange ??= NewSignal()).Task;
            }
        }
    }

    /// <summary>Everything that is known now.</summary>
    public MonitorSnapshot Snapshot()
    {
        lock (_gate)
        {
            var now = _clock.Now;
            Unconfirmed? why = _connection.IsConnected ? null : new Unconfirmed(_connection.Reason ?? "the hub is not connected yet", _lostAt);
            var sources = _sources.Values.Where(source => source.Name != SourceNames.Monitor);
            return new MonitorSnapshot
            {
                Connection = _connection,
                TakenAt = now,
                Sources = sources.ToDictionary(source => source.Name, source => SourceView.Of(source, now, why ?? Missing(source), _news.UnjudgedProblems(source.Name)), StringComparer.Ordinal),
                MonitorProblems = _sources.TryGetValue(SourceNames.Monitor, out var monitor) ? monitor.Problems : [],
                UnconfirmedMonitorProblems = _news.UnjudgedProblems(SourceNames.Monitor),
                IsEvaluated = why is null && _evaluatorHeard is { } heard && _time.GetElapsedTime(heard) <= EvaluatorSilence,
            };
        }
    }

    /// <summary>A connection is about to be opened: whatever it sends replaces what is known.</summary>
    /// <returns>Its number, for <see cref="Take"/>.</returns>
    public int Opening()
    {
        lock (_gate)
        {
            _number++;
            _arriving.Clear();
            _confirmed.Clear();
            _evaluatorHeard = null;
            return _number;
        }
    }

    /// <summary>The connection is open.</summary>
    public void Opened()
    {
        lock (_gate)
        {
            if (_readers.HaveEnded)
            {
                return;
            }

            Become(new MonitorConnection(MonitorConnectionState.Connected, _time.GetUtcNow()));
            _metrics.Connected();
        }
    }

    /// <summary>The connection has had the time to send everything: a source that it did not send does not exist any more.</summary>
    public void Settled()
    {
        lock (_gate)
        {
            foreach (var gone in _sources.Values.Where(source => !_confirmed.Contains(source.Name) && !_arriving.ContainsKey(source.Name)).ToList())
            {
                _sources.Remove(gone.Name);
                _news.TellGone(gone);
            }
        }
    }

    /// <summary>The connection is lost, or could not be opened.</summary>
    public void Lost(string reason)
    {
        lock (_gate)
        {
            if (_readers.HaveEnded)
            {
                return;
            }

            _lostAt = _connection.IsConnected ? _clock.Now : _lostAt;
            Become(new MonitorConnection(MonitorConnectionState.Disconnected, SinceOf(MonitorConnectionState.Disconnected), reason));
            _metrics.Disconnected();
        }
    }

    /// <summary>There will be no other connection.</summary>
    public void Stopped(string reason, MonitorRefusedException? error)
    {
        lock (_gate)
        {
            if (_readers.HaveEnded)
            {
                return;
            }

            _lostAt = _connection.IsConnected ? _clock.Now : _lostAt;
            Become(new MonitorConnection(MonitorConnectionState.Stopped, _time.GetUtcNow(), reason, error));
            _metrics.Disconnected();
            _readers.End(error);
        }
    }

    /// <summary>Takes a message of the newest connection.</summary>
    /// <param name="message">The message.</param>
    /// <param name="connection">The number of the connection that brought it: what comes late from an earlier one is dropped. Null: the newest.</param>
    public void Take(SourceMessage message, int? connection = null)
    {
        lock (_gate)
        {
            if (_readers.HaveEnded || (connection is { } number && number != _number))
            {
                return;
            }

            _metrics.Received(message.Key.Kind);
            _evaluatorHeard = message is Heartbeat { Source: SourceNames.Monitor } ? _time.GetTimestamp() : _evaluatorHeard;
            if (_confirmed.Contains(message.Source))
            {
                TakeChange(_sources[message.Source], message);
                return;
            }

            if (!_arriving.TryGetValue(message.Source, out var source))
            {
                _arriving.Add(message.Source, source = new HeldSource(message.Source));
            }

            source.Take(message, _outOfView);
            _outOfView.Clear();
            if (source.IsWhole)
            {
                Confirm(source);
            }
        }
    }

    /// <summary>Adds a reader, which is first given everything that is known.</summary>
    public ChangeReader AddReader(Predicate<MessageKey> isWanted)
    {
        lock (_gate)
        {
            return _readers.AddChanges(isWanted, _connection, _sources.Values.SelectMany(source => source.Values));
        }
    }

    public void Remove(ChangeReader reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    public EventReader AddEventReader()
    {
        lock (_gate)
        {
            return _readers.AddEvents();
        }
    }

    public void Remove(EventReader reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Become(MonitorConnection connection)
    {
        if (connection != _connection)
        {
            _connection = connection;
            Changed();
            _readers.Tell(connection);
        }
    }

    // A new one only where somebody may have waited.
    private void Changed()
    {
        _nextChange?.TrySetResult();
        _nextChange = null;
    }

    private Unconfirmed? Missing(HeldSource source) =>
        _confirmed.Contains(source.Name) ? null : new Unconfirmed($"the hub has not sent the state of '{source.Name}' again yet", _lostAt);

    private DateTimeOffset SinceOf(MonitorConnectionState state) => _connection.State == state ? _connection.Since : _time.GetUtcNow();

    private void TakeChange(HeldSource source, SourceMessage message)
    {
        var before = source.Find(message.Key);
        if (!source.Take(message, _outOfView))
        {
            return;
        }

        _news.Tell(source, message, before);
        _news.TellOutOfView(source, _outOfView);
        _outOfView.Clear();
    }

    private void Confirm(HeldSource whole)
    {
        _arriving.Remove(whole.Name);
        _confirmed.Add(whole.Name);
        var before = _sources.GetValueOrDefault(whole.Name) ?? new HeldSource(whole.Name);
        _sources[whole.Name] = whole;
        whole.Inherit(before);
        _news.TellDifferences(before, whole);
    }
}
