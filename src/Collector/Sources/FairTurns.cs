namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Shares a limited number of turns between callers. Nobody gets the last one of several besides others, so that a caller who asks for much always leaves room. Of those who
/// wait, the caller with the fewest turns is next, and of equal ones the one who was served longest ago.
/// </summary>
/// <param name="atOnce">Turns at the same time.</param>
/// <param name="waitingOfOne">Requests of one caller that may wait.</param>
/// <param name="mostOfOne">The most turns of one caller; <c>null</c> for all but one.</param>
internal sealed class FairTurns(int atOnce, int waitingOfOne, int? mostOfOne = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);
    private readonly List<Waiter> _waiting = [];
    private int _taken;
    private long _served;

    /// <summary>The most turns of one caller.</summary>
    public int MostOfOne { get; } = mostOfOne ?? Math.Max(1, atOnce - 1);

    /// <summary>Takes a turn without waiting; <c>null</c> if there is none for this caller. Dispose of it to give it back.</summary>
    public IDisposable? TryTake(string caller)
    {
        lock (_gate)
        {
            return MayTake(caller) ? Give(caller) : null;
        }
    }

    /// <summary>Waits for a turn; <c>null</c> if as many requests of this caller wait as may. Dispose of it to give it back.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<IDisposable?> TakeAsync(string caller, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (MayTake(caller))
            {
                return Give(caller);
            }

            if (_waiting.Count(other => other.Caller == caller) >= waitingOfOne)
            {
                return null;
            }

            waiter = new Waiter(caller);
            _waiting.Add(waiter);
        }

        try
        {
            return await waiter.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!Leave(waiter))
            {
                // The turn came at the same moment.
                (await waiter.Turn.Task.ConfigureAwait(false)).Dispose();
            }

            throw;
        }
    }

    private bool Leave(Waiter waiter)
    {
        lock (_gate)
        {
            var hasLeft = _waiting.Remove(waiter);
            ForgetIfDone(waiter.Caller);
            return hasLeft;
        }
    }

    /// <summary>Callers that are remembered.</summary>
    internal int Callers
    {
        get
        {
            lock (_gate)
            {
                return _shares.Count;
            }
        }
    }

    private bool MayTake(string caller) => _taken < atOnce && HeldBy(caller) < MostOfOne;

    private int HeldBy(string caller) => _shares.GetValueOrDefault(caller).Held;

    private Turn Give(string caller)
    {
        _taken++;
        _shares[caller] = new Share(HeldBy(caller) + 1, ++_served);
        return new Turn(this, caller);
    }

    private void Return(string caller)
    {
        lock (_gate)
        {
            _taken--;
            _shares[caller] = _shares[caller] with { Held = HeldBy(caller) - 1 };
            while (Next() is { } next)
            {
                _waiting.Remove(next);
                next.Turn.SetResult(Give(next.Caller));
            }

            ForgetIfDone(caller);
        }
    }

    /// <summary>Who neither holds a turn nor waits for one is a new caller the next time.</summary>
    private void ForgetIfDone(string caller)
    {
        if (HeldBy(caller) == 0 && !_waiting.Exists(waiter => waiter.Caller == caller))
        {
            _shares.Remove(caller);
        }
    }

    private Waiter? Next() => _waiting.Where(waiter => MayTake(waiter.Caller))
        .OrderBy(waiter => HeldBy(waiter.Caller)).ThenBy(waiter => _shares.GetValueOrDefault(waiter.Caller).ServedAt)
        .FirstOrDefault();

    private readonly record struct Share(int Held, long ServedAt);

    private sealed record Waiter(string Caller)
    {
        public TaskCompletionSource<Turn> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Turn(FairTurns turns, string caller) : IDisposable
    {
        private bool _isReturned;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isReturned, true))
            {
                turns.Return(caller);
            }
        }
    }
}
