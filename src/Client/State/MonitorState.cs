using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>
/// The newest value of each key, and who waits for changes. A new connection replaces everything: what it sends of a source is kept apart until the first state
/// of that source is complete, and then takes the place of what was known.
/// </summary>
internal sealed class MonitorState(HubClock clock, ClientMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan EvaluatorSilence = TimeSpan.FromSeconds(15);

    /// <summary>A busy daemon may give no reason for a heartbeat: how long after it was first heard its first answers are all there.</summary>
    private static readonly TimeSpan FirstAnswers = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HeldSource> _arriving = new(StringComparer.Ordinal);
    private readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _everWhole = new(StringComparer.Ordinal);
    private readonly StateReaders _readers = new(metrics);
    private readonly List<ExecutionData> _outOfView = [];
    private readonly EndedRuns _endedRuns = new();
    private TaskCompletionSource? _nextChange;
    private DateTimeOffset? _lostAt;
    private MonitorConnection _connection = new(MonitorConnectionState.Connecting, time.GetUtcNow());
    private long? _evaluatorHeard;
    private int _number;

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
            var now = clock.Now;
            Unconfirmed? why = _connection.IsConnected ? null : new Unconfirmed(_connection.Reason ?? "the hub is not connected yet", _lostAt);
            var sources = _sources.Values.Where(source => source.Name != SourceNames.Monitor);
            return new MonitorSnapshot
            {
                Connection = _connection,
                TakenAt = now,
                Sources = sources.ToDictionary(source => source.Name, source => SourceView.Of(source, now, why ?? Missing(source)), StringComparer.Ordinal),
                MonitorProblems = _sources.TryGetValue(SourceNames.Monitor, out var monitor) ? monitor.Problems : [],
                IsEvaluated = why is null && _evaluatorHeard is { } heard && time.GetElapsedTime(heard) <= EvaluatorSilence,
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

            _connection = new MonitorConnection(MonitorConnectionState.Connected, time.GetUtcNow());
            metrics.Connected();
            Changed();
        }
    }

    /// <summary>The connection has had the time to send everything: a source that it did not send does not exist any more.</summary>
    public void Settled()
    {
        lock (_gate)
        {
            foreach (var gone in _sources.Values.Where(source => !_confirmed.Contains(source.Name) && !_arriving.ContainsKey(source.Name)).ToList())
            {
                // Whether its problems are over, nobody says.
                _everWhole.Remove(gone.Name);
                _sources.Remove(gone.Name);
                TellDifferences(gone, new HeldSource(gone.Name));
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

            _lostAt = _connection.IsConnected ? clock.Now : _lostAt;
            _connection = new MonitorConnection(MonitorConnectionState.Disconnected, SinceOf(MonitorConnectionState.Disconnected), reason);
            metrics.Disconnected();
            Changed();
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

            _lostAt = _connection.IsConnected ? clock.Now : _lostAt;
            _connection = new MonitorConnection(MonitorConnectionState.Stopped, time.GetUtcNow(), reason, error);
            metrics.Disconnected();
            Changed();
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

            metrics.Received(message.Key.Kind);
            _evaluatorHeard = message is Heartbeat { Source: SourceNames.Monitor } ? time.GetTimestamp() : _evaluatorHeard;
            if (_confirmed.Contains(message.Source))
            {
                TakeChange(_sources[message.Source], message);
                if (!_everWhole.Contains(message.Source))
                {
                    NoteWhetherKnown(_sources[message.Source], message is Heartbeat);
                }

                return;
            }

            if (!_arriving.TryGetValue(message.Source, out var source))
            {
                _arriving.Add(message.Source, source = new HeldSource(message.Source));
            }

            source.Take(message, []);
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
            return _readers.AddChanges(isWanted, _sources.Values.SelectMany(source => source.Values));
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

    // A new one only where somebody may have waited.
    private void Changed()
    {
        _nextChange?.TrySetResult();
        _nextChange = null;
    }

    private Unconfirmed? Missing(HeldSource source) =>
        _confirmed.Contains(source.Name) ? null : new Unconfirmed($"the hub has not sent the state of '{source.Name}' again yet", _lostAt);

    private DateTimeOffset SinceOf(MonitorConnectionState state) => _connection.State == state ? _connection.Since : time.GetUtcNow();

    private void TakeChange(HeldSource source, SourceMessage message)
    {
        var before = source.Find(message.Key);
        if (!source.Take(message, _outOfView))
        {
            return;
        }

        var value = source.Find(message.Key);
        Tell(message.Key, before, value, message.IsRemoval ? message : null);
        foreach (var execution in _outOfView)
        {
            Tell(execution.Key, execution, null, null);
        }

        _outOfView.Clear();
    }

    private void Confirm(HeldSource whole)
    {
        _arriving.Remove(whole.Name);
        _confirmed.Add(whole.Name);
        _sources.TryGetValue(whole.Name, out var before);
        _sources[whole.Name] = whole;
        TellDifferences(before ?? new HeldSource(whole.Name), whole);
        NoteWhetherKnown(whole, isHeartbeat: true);
    }

    // Until a daemon was heard, and its first answers had the time to arrive, nothing of it is news.
    private void NoteWhetherKnown(HeldSource source, bool isHeartbeat)
    {
        var isHeard = source.Name == SourceNames.Monitor
            || (source.Find<SourceStatus>(MessageKind.Status) is { ObservedAt: not null, State: not SourceState.Connecting } status && (isHeartbeat || clock.Now - status.Since > FirstAnswers));
        if (isHeard)
        {
            _everWhole.Add(source.Name);
        }
    }

    private void TellDifferences(HeldSource before, HeldSource now)
    {
        foreach (var value in now.Values)
        {
            Tell(value.Key, before.Find(value.Key), value, null);
        }

        foreach (var gone in before.Values.Where(value => now.Find(value.Key) is null))
        {
            Tell(gone.Key, gone, null, null);
        }
    }

    private void Tell(MessageKey key, SourceMessage? before, SourceMessage? now, SourceMessage? removal)
    {
        if (before is not null && now is not null && before.HasSameStampAs(now))
        {
            return;
        }

        Changed();
        _readers.Tell(key, now, removal);

        // What was so already when the source was first seen is no event, and neither is an old run that comes into view again.
        var isNews = (now is not ExecutionData execution || _endedRuns.IsNews(execution)) && _everWhole.Contains(key.Source);
        if (isNews && _readers.WantEvents && StateEvents.Between(before, now, removal) is { } happened)
        {
            _readers.Tell(happened);
        }
    }
}
