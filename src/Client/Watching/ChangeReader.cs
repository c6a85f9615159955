using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Watching;

/// <summary>
/// One reader of changes. It holds the newest change of each key that the reader has not taken, in the order in which the keys changed first; a slow reader
/// is never given an older one, and never makes a queue grow.
/// </summary>
internal sealed class ChangeReader(Predicate<MessageKey> isWanted, Action onPassedOver)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MessageKey, MonitorChange> _pending = [];
    private readonly Queue<MessageKey> _order = new();
    private TaskCompletionSource _signal = NewSignal();
    private Exception? _end;
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

    /// <summary>Adds a change, in place of an older one of its key that was not taken.</summary>
    public void Add(MessageKey key, SourceMessage? value, SourceMessage? removal)
    {
        if (!isWanted(key))
        {
            return;
        }

        lock (_gate)
        {
            if (_pending.TryGetValue(key, out var replaced))
            {
                _pending[key] = new MonitorChange(key, value, removal, replaced.PassedOver + 1);
                onPassedOver();
                return;
            }

            _pending.Add(key, new MonitorChange(key, value, removal, 0));
            _order.Enqueue(key);
            Signal();
        }
    }

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

    private MonitorChange? TryTake()
    {
        lock (_gate)
        {
            return _order.TryDequeue(out var key) && _pending.Remove(key, out var change) ? change : null;
        }
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
                return _order.Count > 0 || _hasEnded ? Task.CompletedTask : _signal.Task;
            }

            return _signal.Task;
        }
    }
}
