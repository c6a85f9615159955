namespace FlextMonitor.Hub.History;

/// <summary>Whether history is being written. Safe for use by several threads.</summary>
internal sealed class HistoryState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile PauseState? _pause;
    private volatile HistoryContents? _contents;
    private long _writtenUntil;

    /// <summary>What the store holds, as it was last counted; null before that.</summary>
    public HistoryContents? Contents
    {
        get => _contents;
        set => _contents = value;
    }

    /// <summary>When history was last written; null before that.</summary>
    public DateTimeOffset? WrittenUntil => Volatile.Read(ref _writtenUntil) is not 0 and var ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Completes when the store was written for the first time, or another process writes it, so that its tables are up to date.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Why history cannot be written; null while it is.</summary>
    public string? PausedBecause => _pause?.Reason;

    /// <summary>Since when it cannot be written; null while it is.</summary>
    public DateTimeOffset? PausedSince => _pause?.Since;

    /// <summary>Waits a moment until the store is opened: right after the start its tables may have to be made or changed. A pause is not waited for.</summary>
    public async Task WaitUntilOpenAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        if (PausedBecause is null)
        {
            await Opened.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>It cannot be written.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Pause(string reason, DateTimeOffset now)
    {
        var isNews = PausedBecause != reason;
        _pause = new PauseState(reason, PausedSince ?? now);
        return isNews;
    }

    /// <summary>It can be read, and another process writes it.</summary>
    /// <returns>Whether that ends a pause.</returns>
    public bool NoteOpened()
    {
        var isNews = _pause is not null;
        _pause = null;
        _opened.TrySetResult();
        return isNews;
    }

    /// <summary>It was written.</summary>
    /// <returns>Whether that ends a pause.</returns>
    public bool NoteWritten(DateTimeOffset now)
    {
        Volatile.Write(ref _writtenUntil, now.ToUnixTimeMilliseconds());
        var isNews = _pause is not null;
        _pause = null;
        _opened.TrySetResult();
        return isNews;
    }

    private sealed record PauseState(string Reason, DateTimeOffset Since);
}
