namespace FlextMonitor.Collector.Logs;

/// <summary>Finds the first new line as the one after the last lines that were sent.</summary>
/// <param name="distinctive">The last lines that were sent, which occur once in the log; not empty.</param>
/// <param name="tailLines">With how many of its last lines the log is read. If the sent ones are not among them, they are missed.</param>
internal sealed class PatternSeam(IReadOnlyList<LineMark> distinctive, int tailLines) : LogSeam(tailLines)
{
    private readonly PatternMatcher _matcher = new(distinctive);
    private bool _isReached;
    private int _read;

    public override bool IsReached => _isReached;

    public override SeamPlace Place(LineMark line)
    {
        if (_isReached)
        {
            return SeamPlace.After;
        }

        _isReached = _matcher.Add(line);
        return _isReached || ++_read < TailLines ? SeamPlace.Before : SeamPlace.Missed;
    }
}
