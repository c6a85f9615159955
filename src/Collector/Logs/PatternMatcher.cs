namespace FlextMonitor.Collector.Logs;

/// <summary>Finds a sequence of lines in a stream of lines, in linear time and with memory for the sequence only (Knuth, Morris and Pratt).</summary>
internal sealed class PatternMatcher
{
    private readonly IReadOnlyList<LineMark> _pattern;

    // For each length of a matched beginning: the length of the longest shorter beginning that also ends there.
    private readonly int[] _shorter;

    /// <param name="pattern">The sequence; not empty.</param>
    public PatternMatcher(IReadOnlyList<LineMark> pattern)
    {
        _pattern = pattern;
        _shorter = new int[pattern.Count + 1];
        for (var end = 1; end < pattern.Count; end++)
        {
            _shorter[end + 1] = Extend(_shorter[end], pattern[end]);
        }
    }

    /// <summary>How many lines of the sequence's beginning the lines so far end with.</summary>
    public int Matched { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <returns>Whether the lines so far end with the whole sequence. Occurrences may overlap.</returns>
    public bool Add(LineMark line)
    {
        Matched = Extend(Matched == _pattern.Count ? _shorter[Matched] : Matched, line);
        return Matched == _pattern.Count;
    }

    private int Extend(int matched, LineMark line)
    {
        while (matched > 0 && _pattern[matched] != line)
        {
            matched = _shorter[matched];
        }

        return _pattern[matched] == line ? matched + 1 : 0;
    }
}
