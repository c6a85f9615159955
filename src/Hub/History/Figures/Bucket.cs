namespace FlextMonitor.Hub.History.Figures;

/// <summary>
/// One source during one bucket of time. It is filled in the order of time, by segments or by the buckets of a finer tier; both give the same, because
/// every aggregate is a sum, an extreme, a first or a last. What nothing was added for is unseen.
/// </summary>
/// <param name="start">Unix milliseconds; a multiple of <paramref name="length"/>.</param>
/// <param name="length">Milliseconds, 1 or more.</param>
internal sealed class Bucket(long start, long length)
{
    private readonly Gauge[] _gauges = new Gauge[FigureValues.Gauges];

    public long Start => start;

    public long Length => length;

    public long End => start + length;

    public long LiveMs { get; private set; }

    public long DegradedMs { get; private set; }

    public long DownMs { get; private set; }

    /// <summary>The rest of the bucket.</summary>
    public long UnseenMs => length - SeenMs;

    /// <summary>For how long it is known whether the source answered, 0 to <see cref="Length"/>.</summary>
    public long SeenMs => LiveMs + DegradedMs + DownMs;

    public Counter TotalExecutions { get; private set; }

    public Gauge this[Figure gauge] => _gauges[(int)gauge];

    /// <summary>What a store holds.</summary>
    public static Bucket Stored(long start, long length, long liveMs, long degradedMs, long downMs, ReadOnlySpan<Gauge> gauges, Counter totalExecutions)
    {
        var bucket = new Bucket(start, length) { LiveMs = liveMs, DegradedMs = degradedMs, DownMs = downMs, TotalExecutions = totalExecutions };
        gauges.CopyTo(bucket._gauges);
        return bucket;
    }

    /// <summary>Adds a time within the bucket, later than all before.</summary>
    public void Add(Segment part)
    {
        var ms = part.Until - part.From;
        AddStanding(part.Sample.Standing, ms);
        for (var gauge = 0; gauge < _gauges.Length; gauge++)
        {
            if (part.Sample.Values[(Figure)gauge] is { } value)
            {
                _gauges[gauge] = _gauges[gauge].Then(Gauge.Of(value, ms));
            }
        }

        if (part.Sample.Values[Figure.TotalExecutions] is { } total)
        {
            TotalExecutions = TotalExecutions.Then(Counter.Of(total, ms, part.Increase));
        }
    }

    /// <summary>Adds a bucket within this one, or another part of this one, later than all before.</summary>
    public void Add(Bucket part)
    {
        LiveMs += part.LiveMs;
        DegradedMs += part.DegradedMs;
        DownMs += part.DownMs;
        for (var gauge = 0; gauge < _gauges.Length; gauge++)
        {
            _gauges[gauge] = _gauges[gauge].Then(part._gauges[gauge]);
        }

        TotalExecutions = TotalExecutions.Then(part.TotalExecutions);
    }

    private void AddStanding(Standing standing, long ms)
    {
        switch (standing)
        {
            case Standing.Live:
                LiveMs += ms;
                break;
            case Standing.Degraded:
                DegradedMs += ms;
                break;
            case Standing.Down:
                DownMs += ms;
                break;
        }
    }
}
