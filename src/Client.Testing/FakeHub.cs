using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Testing;

/// <summary>The hub of a <see cref="FakeMonitor"/>: what there is, and the state of a client that is sent it while the connection lasts.</summary>
internal sealed class FakeHub : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClientMetrics _metrics = new();
    private readonly Dictionary<MessageKey, SourceMessage> _values = [];
    private readonly TimeProvider _time;
    private readonly MonitorState _state;
    private long _sequence;
    private bool _isConnected;

    public FakeHub(TimeProvider time)
    {
        _time = time;
        _state = new MonitorState(new HubClock(time), _metrics, time);
        Reading = new StateReading(_state, time);
        Connect();
    }

    public StateReading Reading { get; }

    public MonitorSnapshot Snapshot => _state.Snapshot();

    public bool IsConnected => _isConnected;

    /// <summary>When the evaluator last judged; null if it never did.</summary>
    public DateTimeOffset? EvaluatedAt { get; set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public T? Find<T>(MessageKey key)
        where T : SourceMessage
    {
        lock (_gate)
        {
            return _values.GetValueOrDefault(key) as T;
        }
    }

    /// <summary>The value of a kind with an id that no other source has; null if there is none.</summary>
    public T? FindById<T>(MessageKind kind, string id)
        where T : SourceMessage
    {
        lock (_gate)
        {
            return _values.Where(value => value.Key.Kind == kind && value.Key.Id == id).Select(value => value.Value).OfType<T>().FirstOrDefault();
        }
    }

    /// <summary>Makes a message the newest of its key, and sends it.</summary>
    public void Send(SourceMessage message)
    {
        lock (_gate)
        {
            var newest = message with { Epoch = 1, Sequence = ++_sequence };
            if (newest.IsRemoval)
            {
                _values.Remove(newest.Key);
            }
            else
            {
                _values[newest.Key] = newest;
            }

            if (_isConnected)
            {
                _state.Take(newest);
            }
        }
    }

    public void Connect()
    {
        lock (_gate)
        {
            _isConnected = true;
            _state.Opening();
            _state.Opened();
            foreach (var value in _values.Values.OrderBy(value => value.Key.Kind))
            {
                _state.Take(value);
            }

            _state.Settled();
        }
    }

    public void Lose(string reason)
    {
        lock (_gate)
        {
            _isConnected = false;
            _state.Lost(reason);
        }
    }

    public void Stop(string reason, MonitorRefusedException? error)
    {
        lock (_gate)
        {
            _isConnected = false;
            _state.Stopped(reason, error);
        }
    }

    public void Dispose()
    {
        Stop("the monitor was disposed of", null);
        _metrics.Dispose();
    }
}
