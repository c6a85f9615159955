namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Finds how many entries of a list fit into one answer that the settings allow. The size that works is kept for the next list, and a larger one is tried
/// again after a minute.
/// </summary>
internal sealed class PageSize
{
    private static readonly TimeSpan LargerAfter = TimeSpan.FromMinutes(1);

    private readonly int _most;
    private readonly TimeProvider _time;
    private int _kept;
    private long _reducedAt;
    private int _mostOfList;
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

    /// <summary>Begins a list.</summary>
    public void Begin()
    {
        if (_kept < _most && _time.GetElapsedTime(_reducedAt) >= LargerAfter)
        {
            _kept = Math.Min(_kept * 2, _most);
        }

        // Single entries are requested after lists that could not be read at all, and nothing is known of larger pages then.
        _mostOfList = _kept == 1 ? _most : _kept;
        Next = _kept;
        _largest = 0;
        _hasShrunk = false;
    }

    /// <summary>A page of this size was answered.</summary>
    public void Fits(int size)
    {
        _largest = Math.Max(_largest, size);
        Next = Math.Min(size * 2, _hasShrunk ? _largest : _mostOfList);
    }

    /// <summary>The answer to a page of this size was too large.</summary>
    /// <returns>Whether a smaller page may fit. Otherwise a single entry is too large and has to be left out.</returns>
    public bool TryShrink(int size)
    {
        _hasShrunk = true;
        Next = Math.Max(size > 1 ? size / 2 : _largest, 1);
        return size > 1;
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
