namespace FlextMonitor.Hub.History.Figures;

/// <summary>
/// What held for one source, as segments of the last hour. It knows no clock; all times are Unix milliseconds. A sample holds until the next one, or until
/// the source stops being confirmed: time between two observations counts as watched if they are no further apart than its news may be old.
/// </summary>
internal sealed class SourceTimeline
{
    private readonly Queue<Segment> _segments = new();
    private Segment? _last;
    private Sample _current = Sample.Unseen;
    private long _confirmed;
    private long _staleAfter;
    private long? _total;

    /// <param name="start">When it begins; nothing before is known.</param>
    public SourceTimeline(long start)
    {
        Settled = start;
        _confirmed = start;
    }

    /// <summary>Until when it is decided what held. Later observations change nothing before it.</summary>
    public long Settled { get; private set; }

    /// <summary>When the oldest segment begins; <see cref="Settled"/> if there is none.</summary>
    public long Oldest => _segments.TryPeek(out var oldest) ? oldest.From : _last?.From ?? Settled;

    /// <summary>The source answered: what held goes on holding.</summary>
    public void Observe(long at)
    {
        SettleTo(at);
        _confirmed = Math.Max(_confirmed, at);
    }

    /// <summary>Another sample holds from a time on, or from <see cref="Settled"/> if that is later. A sample of a source that answers is observed at that time.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="sample">What holds.</param>
    /// <param name="staleAfter">How many milliseconds it may be trusted without another observation.</param>
    public void Set(long at, Sample sample, long staleAfter)
    {
        SettleTo(at);
        _current = sample;
        _staleAfter = staleAfter;
        if (sample.IsAnswering)
        {
            _confirmed = Math.Max(_confirmed, at);
        }
    }

    /// <summary>Nothing is known from the last observation up to a time.</summary>
    public void Lose(long until)
    {
        Append(Sample.Unseen, until);
        _confirmed = Math.Max(_confirmed, until);
    }

    /// <summary>Time passed without an observation. A sample that may still be confirmed stays undecided.</summary>
    public void Advance(long now)
    {
        if (!_current.IsAnswering || now - _confirmed > _staleAfter)
        {
            SettleTo(now);
        }
    }

    /// <summary>The clock was set back: the time after <paramref name="now"/> is told again.</summary>
    public void RestartAt(long now)
    {
        var kept = All().Select(segment => segment.Within(0, now)).OfType<Segment>().ToList();
        _segments.Clear();
        kept.ForEach(_segments.Enqueue);
        _last = null;
        _total = null;
        Settled = now;
        _confirmed = now;
    }

    /// <summary>Forgets what ended before a time.</summary>
    public void Forget(long before)
    {
        while (_segments.TryPeek(out var oldest) && oldest.Until <= before)
        {
            _segments.Dequeue();
        }
    }

    /// <summary>The decided segments within a time, in order.</summary>
    public IEnumerable<Segment> Within(long from, long until) => All().Select(segment => segment.Within(from, until)).OfType<Segment>();

    /// <summary>All segments within a time. The last one may be undecided: it counts as watched as long as it may still be confirmed.</summary>
    public IEnumerable<Segment> WithinSoFar(long from, long until, long now)
    {
        var tail = now > Settled ? Next(SampleUntil(now), now).Within(from, until) : null;
        return tail is { } segment ? Within(from, until).Append(segment) : Within(from, until);
    }

    private IEnumerable<Segment> All() => _last is { } last ? _segments.Append(last) : _segments;

    private void SettleTo(long at) => Append(SampleUntil(at), at);

    private Sample SampleUntil(long at) => _current.IsAnswering && at - _confirmed > _staleAfter ? Sample.Unseen : _current;

    private void Append(Sample sample, long until)
    {
        if (until <= Settled)
        {
            return;
        }

        var next = Next(sample, until);
        if (_last is { } last && last.Sample == sample && last.Until == next.From && next.Increase == 0)
        {
            _last = last with { Until = until };
        }
        else
        {
            if (_last is { } ended)
            {
                _segments.Enqueue(ended);
            }

            _last = next;
        }

        _total = sample.Values[Figure.TotalExecutions];
        Settled = until;
    }

    // A total that became smaller says nothing about how many were added: the daemon began anew, or deleted old ones.
    private Segment Next(Sample sample, long until) =>
        new(Settled, until, sample, sample.Values[Figure.TotalExecutions] - _total is > 0 and var increase ? increase : 0);
}
