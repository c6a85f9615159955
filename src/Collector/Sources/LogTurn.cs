namespace FlextMonitor.Collector.Sources;

/// <summary>The right to have one log of a daemon open.</summary>
/// <param name="turns">Gave it.</param>
/// <param name="inner">The turn itself.</param>
/// <param name="caller">Who reads.</param>
/// <param name="openedAt">When it was given, by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed class LogTurn(LogTurns turns, IDisposable inner, string caller, long openedAt) : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private long _lastLineAt = openedAt;

    public string Caller { get; } = caller;

    public IDisposable Inner { get; } = inner;

    /// <summary>Cancelled if the log must close, because somebody else needs the turn.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>When the last line came, by <see cref="TimeProvider.GetTimestamp"/>; at first when the log was opened.</summary>
    public long LastLineAt
    {
        get => Volatile.Read(ref _lastLineAt);
        set => Volatile.Write(ref _lastLineAt, value);
    }

    public void NoteLine() => turns.NoteLine(this);

    public void Close() => _closed.Cancel();

    /// <summary>Gives it back. The source of <see cref="Closed"/> has no timer and needs no end, so that closing at the same moment is safe.</summary>
    public void Dispose() => turns.GiveBack(this);
}
