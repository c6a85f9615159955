namespace FlextMonitor.Hub.Problems;

/// <summary>One time for each key, the earliest first. Setting a time is cheap, in particular moving one back, as every heartbeat of a daemon does.</summary>
internal sealed class DueTimes
{
    private readonly Dictionary<DueKey, DateTimeOffset> _times = [];
    private readonly PriorityQueue<DueKey, DateTimeOffset> _heap = new();
    private readonly Dictionary<DueKey, DateTimeOffset> _queued = [];

    /// <summary>The earliest time; null if there is none.</summary>
    public DateTimeOffset? Next => TryPeek(out var at) ? at : null;

    /// <summary>Sets the time of a key; null takes it away.</summary>
    public void Set(DueKey key, DateTimeOffset? at)
    {
        if (at is not { } time)
        {
            _times.Remove(key);
            return;
        }

        _times[key] = time;

        // An entry that comes up too early is put back, so only an earlier time needs one of its own.
        if (!_queued.TryGetValue(key, out var queued) || time < queued)
        {
            Enqueue(key, time);
        }
    }

    /// <summary>Takes away all times of a source.</summary>
    public void Forget(string source)
    {
        foreach (var key in _times.Keys.Where(key => key.Source == source).ToList())
        {
            _times.Remove(key);
        }
    }

    /// <summary>Takes the next key whose time has come.</summary>
    public bool TryTake(DateTimeOffset now, out DueKey key)
    {
        if (!TryPeek(out var at) || at > now)
        {
            key = default;
            return false;
        }

        key = _heap.Dequeue();
        _queued.Remove(key);
        _times.Remove(key);
        return true;
    }

    private bool TryPeek(out DateTimeOffset at)
    {
        while (_heap.TryPeek(out var key, out at))
        {
            var isCurrent = _times.TryGetValue(key, out var time);
            if (isCurrent && time == at)
            {
                return true;
            }

            _heap.Dequeue();
            if (_queued.TryGetValue(key, out var queued) && queued == at)
            {
                _queued.Remove(key);
                if (isCurrent)
                {
                    Enqueue(key, time);
                }
            }
        }

        return false;
    }

    private void Enqueue(DueKey key, DateTimeOffset at)
    {
        _queued[key] = at;
        _heap.Enqueue(key, at);
    }
}
