namespace FlextMonitor.Collector.Logs;

/// <summary>
/// Decides how to find the place again at which a log broke off. A few of its last lines usually suffice. More are read only if the place is not among
/// them, and the whole log only if there are many new lines or if the lines have no times by which to recognize them.
/// </summary>
/// <param name="sent">The lines that were sent.</param>
/// <param name="tailLines">With how many lines the subscriber wants to begin; 0 for all.</param>
internal sealed class LogResumption(SentLines sent, int tailLines)
{
    private static readonly int[] Tails = [256, 4096];

    private int _misses;
    private bool _isLocated;

    public SentLines Sent { get; private set; } = sent;

    /// <summary>How to read the log next; null if its lines have to be located first.</summary>
    public LogSeam? Next()
    {
        if (Sent.IsEmpty)
        {
            return new PositionSeam(0, [], Sent.Position is null ? tailLines : 0);
        }

        return (Sent.Distinctive(), Sent.Position) switch
        {
            (_, { } position) when _isLocated => new PositionSeam(position, Sent.Last) { IsLocated = true },
            ({ } distinctive, _) when Tails.Skip(_misses).FirstOrDefault(tail => tail > distinctive.Count) is > 0 and var tail => new PatternSeam(distinctive, tail),
            (null, { } position) when _misses == 0 => new PositionSeam(position, Sent.Last),
            _ => null,
        };
    }

    /// <summary>Whether reading on at once may help: the place was missed among few lines.</summary>
    public bool CanLookFurther => _misses <= Tails.Length;

    /// <summary>The place was found.</summary>
    public void Reached()
    {
        _misses = 0;
        _isLocated = false;
    }

    /// <summary>The place was not found.</summary>
    public void Missed()
    {
        _misses++;
        _isLocated = false;
    }

    /// <summary>Prepares to look for the place in the whole log.</summary>
    public LineLocator Locator() => Sent.Distinctive() is { } distinctive ? new LineLocator(distinctive, occurOnce: true) : new LineLocator(Sent.Last, occurOnce: false);

    /// <summary>The place is known now.</summary>
    public void LocatedAt(long position)
    {
        Sent.LocatedAt(position);
        _isLocated = true;
    }

    /// <summary>The log does not contain the lines any more: begins with the first one that it has.</summary>
    public void StartOver()
    {
        Sent = new SentLines(0);
        Reached();
    }
}
