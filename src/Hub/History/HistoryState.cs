namespace FlextMonitor.Hub.History;

/// <summary>Whether history is being written. Safe for use by several threads.</summary>
internal sealed class HistoryState
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _pausedBecause;

    /// <summary>Completes when the store was written for the first time, so that its tables are up to date.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Why history cannot be written; null while it is.</summary>
    public string? PausedBecause => _pausedBecause;

    /// <summary>It cannot be written.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Pause(string reason)
    {
        var isNews = _pausedBecause != reason;
        _pausedBecause = reason;
        return isNews;
    }

    /// <summary>It was written.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Resume()
    {
        var isNews = _pausedBecause is not null;
        _pausedBecause = null;
        _opened.TrySetResult();
        return isNews;
    }
}
