namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Shares the logs of one daemon that may be open at once. A person gets half of them at most. Where all are open and somebody asks who has none, one of whoever has most is
/// closed: the one that has had no line for the longest time.
/// </summary>
/// <param name="atOnce">Logs at the same time.</param>
/// <param name="time">The clock.</param>
internal sealed class LogTurns(int atOnce, TimeProvider time)
{
    private readonly FairTurns _turns = new(atOnce, waitingOfOne: 0, Math.Max(1, atOnce / 2));
    private readonly Lock _gate = new();
    private readonly List<LogTurn> _open = [];

    /// <summary>The most logs of one person.</summary>
    public int MostOfOne => _turns.MostOfOne;

    /// <summary>Takes a turn; <c>null</c> if there is none for this caller. Dispose of it to give it back.</summary>
    public LogTurn? TryTake(string caller)
    {
        LogTurn? closed = null;
        LogTurn? taken;
        lock (_gate)
        {
            var turn = _turns.TryTake(caller);
            if (turn is null && Surplus(caller) is { } other)
            {
                closed = other;
                Return(other);
                turn = _turns.TryTake(caller);
            }

            taken = turn is null ? null : new LogTurn(this, turn, caller, time.GetTimestamp());
            if (taken is not null)
            {
                _open.Add(taken);
            }
        }

        closed?.Close();
        return taken;
    }

    /// <summary>Notes a line, so that the log does not count as idle.</summary>
    public void NoteLine(LogTurn turn) => turn.LastLineAt = time.GetTimestamp();

    /// <summary>Gives a turn back.</summary>
    public void GiveBack(LogTurn turn)
    {
        lock (_gate)
        {
            Return(turn);
        }
    }

    private void Return(LogTurn turn)
    {
        _open.Remove(turn);
        turn.Inner.Dispose();
    }

    /// <summary>The log to close for a caller who has none; <c>null</c> if nobody has more than one.</summary>
    private LogTurn? Surplus(string caller)
    {
        if (_open.Exists(turn => turn.Caller == caller))
        {
            return null;
        }

        var most = _open.CountBy(turn => turn.Caller).Where(count => count.Value > 1).ToList();
        var limit = most.Count == 0 ? 0 : most.Max(count => count.Value);
        return _open.Where(turn => most.Exists(count => count.Key == turn.Caller && count.Value == limit)).MinBy(turn => turn.LastLineAt);
    }
}
