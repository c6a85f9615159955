namespace FlextMonitor.Collector.Logs;

/// <summary>Looks in a whole log for the lines that were sent. It holds no more lines than it looks for.</summary>
/// <param name="sent">The last lines that were sent, oldest first; not empty.</param>
/// <param name="occurOnce">Whether they occur at most once in the log.</param>
internal sealed class LineLocator(IReadOnlyList<LineMark> sent, bool occurOnce)
{
    private readonly PatternMatcher _matcher = new(sent);
    private readonly List<LineMark> _beginning = [];
    private long _read;
    private long? _end;
    private int _occurrences;

    /// <summary>How many lines of the log come up to the last one that was sent; null if the log does not contain it any more.</summary>
    /// <remarks>If the lines occur several times, the last time: what was sent was the end of the log.</remarks>
    public long? Position => _end ?? Remaining();

    /// <summary>Whether there is no other possible position, so that no line is lost.</summary>
    public bool IsCertain => occurOnce || (_end is not null && _occurrences == 1);

    /// <summary>Adds the next line of the log.</summary>
    public void Add(LineMark line)
    {
        if (_beginning.Count < sent.Count)
        {
            _beginning.Add(line);
        }

        _read++;
        if (_matcher.Add(line))
        {
            _end = _read;
            _occurrences++;
        }
    }

    // Daemons that keep the end of a log only may have dropped some of the lines that were sent: the log then begins with the rest of them.
    private long? Remaining()
    {
        if (_beginning.Count == 0)
        {
            return null;
        }

        var matcher = new PatternMatcher(_beginning);
        foreach (var line in sent)
        {
            matcher.Add(line);
        }

        return matcher.Matched > 0 ? matcher.Matched : null;
    }
}
