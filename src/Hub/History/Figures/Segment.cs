namespace FlextMonitor.Hub.History.Figures;

/// <summary>A time during which one sample held.</summary>
/// <param name="From">Unix milliseconds, included.</param>
/// <param name="Until">Unix milliseconds, excluded; later than <paramref name="From"/>.</param>
/// <param name="Sample">What held.</param>
/// <param name="Increase">By how much <see cref="Figure.TotalExecutions"/> grew at <paramref name="From"/>, 0 or more.</param>
internal readonly record struct Segment(long From, long Until, Sample Sample, long Increase)
{
    /// <summary>The part within a time. The increase belongs to the part that holds the beginning.</summary>
    /// <returns>Null if nothing of it lies within.</returns>
    public Segment? Within(long from, long until)
    {
        var (begin, end) = (Math.Max(From, from), Math.Min(Until, until));
        return begin < end ? new Segment(begin, end, Sample, begin == From ? Increase : 0) : null;
    }
}
