using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Watching;

/// <summary>
/// One reader of changes. It holds the newest change of each key that the reader has not taken, in the order in which the keys changed first; a slow reader
/// is never given an older one, and never makes a queue grow: of a key that came and went unread nothing is kept but how many values it had.
/// </summary>
internal sealed class ChangeReader(Predicate<MessageKey> isWanted, Action onPassedOver)
{
    /// <summary>How many keys more than twice those that wait may stand in the order before it is cleared of those that do not wait any more.</summary>
    private const int Slack = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<MessageKey, MonitorChange> _pending = [];
    private readonly HashSet<MessageKey> _given = [];
    private Queue<MessageKey> _order = new();
    private TaskCompletionSource _signal = NewSignal();
    private Exception? _end;
    private int _passedOver;
    private bool _hasEnded;

    /// <summary>How many changes wait for the reader: one for each key at most.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>How many keys are remembered, waiting or not.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(_order.Count, _given.Count);
            }
        }
    }

    /// <summary>Adds a change, in place of an older one of its key that was not taken.</summary>
    public void Add(MessageKey key, SourceMessage? value, SourceMessage? removal)
    {
        if (isWanted(key))
        {
            Add(new MonitorChange(key, value, removal, 0));
        }
    }

    /// <summary>Adds the newest state of the connection, whatever the reader wants.</summary>
    public void Add(MonitorConnection connection) => Add(new MonitorChange(MonitorChange.ConnectionKey, null, null, 0) { Connection = connection });

    /// <summary>There will be no further change.</summary>
    /// <param name="reason">What the reader is told; null if it just ends.</param>
    public void End(Exception? reason)
    {
        lock (_gate)
        {
            (_hasEnded, _end) = (true, reason);
            Signal();
        }
    }

    /// <summary>The changes, as they come.</summary>
    public async IAsyncEnumerable<MonitorChange> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (TryTake() is { } change)
            {
                yield return change;
            }

            if (HasEnded())
            {
                yield break;
            }

            await SignalOrNew().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(MonitorChange change)
    {
        lock (_gate)
        {
            var isPending = _pending.TryGetValue(change.Key, out var replaced);
            if (isPending)
            {
                onPassedOver();
            }

            if (change is { Value: null, Connection: null } && !_given.Contains(change.Key))
            {
                // The reader has never heard of it.
                Forget(change.Key, isPending ? replaced.PassedOver + 1 : 0);
            }
            else if (isPending)
            {
                _pending[change.Key] = change with { PassedOver = replaced.PassedOver + 1 };
            }
            else
            {
                _pending.Add(change.Key, change);
                _order.Enqueue(change.Key);
                Signal();
            }
        }
    }

    private void Forget(MessageKey key, int passedOver)
    {
        _passedOver += passedOver;
        _pending.Remove(key);
        if (_order.Count > (2 * _pending.Count) + Slack)
        {
            _order = new Queue<MessageKey>(_order.Where(_pending.ContainsKey).Distinct());
        }
    }

    private MonitorChange? TryTake()
    {
        lock (_gate)
        {
            while (_order.TryDequeue(out var key))
            {
                if (_pending.Remove(key, out var change))
                {
                    return Given(change);
                }
            }

            return null;
        }
    }

    private MonitorChange Given(MonitorChange change)
    {
        if (change.Value is null)
        {
            _given.Remove(change.Key);
        }
        else
        {
            _given.Add(change.Key);
        }

        change = change with { PassedOver = change.PassedOver + _passedOver };
        _passedOver = 0;
        return change;
    }

    private bool HasEnded()
    {
        lock (_gate)
        {
            return _pending.Count == 0 && _hasEnded && (_end is null ? true : throw _end);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal() => _signal.TrySetResult();

    private Task SignalOrNew()
    {
        lock (_gate)
        {
            // What came since the reader last looked is still to be taken.
            if (_signal.Task.IsCompleted)
            {
                _signal = NewSignal();
                return _pending.Count > 0 || _hasEnded ? Task.CompletedTask : _signal.Task;
            }

            return _signal.Task;
        }
    }
}
