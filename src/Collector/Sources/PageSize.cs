namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Finds how many entries of a list fit into one answer that the settings allow. The size that works is kept for the next list, and a larger one is tried
/// again after a minute.
/// </summary>
internal sealed class PageSize
{
    /// <summary>After how many entries that are too large alone, with no page before that fitted, the list counts as one that cannot be read.</summary>
    private const int MaxTooLargeAtFirst = 3;

    private static readonly TimeSpan LargerAfter = TimeSpan.FromMinutes(1);

    private readonly int _most;
    private readonly TimeProvider _time;
    private int _kept;
    private long _reducedAt;
    private int _limit;
    private int _largest;
    private bool _hasShrunk;

    /// <param name="most">The size to use while nothing is too large.</param>
    /// <param name="time">Times the next try of a larger page.</param>
    public PageSize(int most, TimeProvider time)
    {
        _most = most;
        _time = time;
        _kept = most;
        Next = most;
    }

    /// <summary>How many to request next, at least 1.</summary>
    public int Next { get; private set; }

    /// <summary>How many entries of the list are too large alone and have to be left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether no page of the list is likely to fit: a daemon may ignore the limit and send its whole list each time.</summary>
    public bool IsHopeless => _largest == 0 && LeftOut >= MaxTooLargeAtFirst;

    /// <summary>Begins a list.</summary>
    public void Begin()
    {
        if (_kept < _most && _time.GetElapsedTime(_reducedAt) >= LargerAfter)
        {
            _kept = Math.Min(_kept * 2, _most);
        }

        // Single entries are requested after lists that could not be read at all, and nothing is known of larger pages then.
        _limit = _kept == 1 ? _most : _kept;
        Next = _kept;
        _largest = 0;
        _hasShrunk = false;
        LeftOut = 0;
    }

    /// <summary>A page of this size was answered.</summary>
    public void Fits(int size)
    {
        _largest = Math.Max(_largest, size);
        Next = Math.Min(size * 2, _hasShrunk ? _largest : _limit);
    }

    /// <summary>The answer to a page of this size was too large.</summary>
    /// <returns>How many entries to go on after: 0 if a smaller page may fit, or 1 if a single entry is too large and has to be left out.</returns>
    public int TooLarge(int size)
    {
        _hasShrunk = true;
        Next = Math.Max(size > 1 ? size / 2 : _largest, 1);
        var skipped = size > 1 ? 0 : 1;
        LeftOut += skipped;
        return skipped;
    }

    /// <summary>Ends a list.</summary>
    public void End()
    {
        // Without a page that fitted, the next list begins where this one ended: another failure says nothing about sizes.
        var size = _largest > 0 ? _largest : Next;
        if (!_hasShrunk && size <= _kept)
        {
            return;
        }

        if (size < _kept)
        {
            _reducedAt = _time.GetTimestamp();
        }

        _kept = size;
    }
}
