namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>Whether this process can use Redis: it follows the feed, and its own small write of every other second succeeds. A server that is full still answers reads.</summary>
internal sealed class RedisReach(TimeProvider time)
{
    private readonly Lock _gate = new();
    private bool _isFollowed;
    private bool _isUnwritable;
    private DateTimeOffset? _awaySince;

    /// <summary>Whether it can. Not before the feed was followed for the first time.</summary>
    public bool IsReachable
    {
        get
        {
            lock (_gate)
            {
                return _isFollowed && !_isUnwritable;
            }
        }
    }

    /// <summary>Since when it was seen that it cannot; null if it can, or has not tried yet.</summary>
    public DateTimeOffset? AwaySince
    {
        get
        {
            lock (_gate)
            {
                return _awaySince;
            }
        }
    }

    /// <summary>The feed is followed, or cannot be.</summary>
    public void NoteFollowed(bool isFollowed) => Note(ref _isFollowed, isFollowed);

    /// <summary>A write succeeded, or failed.</summary>
    public void NoteWritten(bool isWritten) => Note(ref _isUnwritable, !isWritten);

    private void Note(ref bool flag, bool value)
    {
        lock (_gate)
        {
            flag = value;
            _awaySince = _isFollowed && !_isUnwritable ? null : _awaySince ?? time.GetUtcNow();
        }
    }
}
