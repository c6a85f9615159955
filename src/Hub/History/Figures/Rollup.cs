namespace FlextMonitor.Hub.History.Figures;

/// <summary>
/// Computes the buckets of a tier. Buckets begin at multiples of their length since 1970 in UTC, so that a day always has 24 hours, whatever the local
/// clock does. A bucket in which nothing was seen is left out: what is missing is unseen.
/// </summary>
internal static class Rollup
{
    /// <summary>When the bucket begins that holds a time.</summary>
    /// <param name="at">Unix milliseconds, 0 or more.</param>
    /// <param name="length">The length of a bucket, in milliseconds.</param>
    public static long StartOf(long at, long length) => at - (at % length);

    /// <summary>The buckets of some time.</summary>
    /// <param name="segments">In the order of time.</param>
    /// <param name="length">The length of a bucket, in milliseconds.</param>
    public static List<Bucket> Of(IEnumerable<Segment> segments, long length)
    {
        var series = new Series(length);
        foreach (var segment in segments)
        {
            for (var start = StartOf(segment.From, length); start < segment.Until; start += length)
            {
                series.At(start).Add(segment.Within(start, start + length)!.Value);
            }
        }

        return series.Seen();
    }

    /// <summary>The buckets of a coarser tier.</summary>
    /// <param name="finer">Buckets whose length divides <paramref name="length"/>, in the order of time; several may be parts of one.</param>
    /// <param name="length">The length of a bucket, in milliseconds.</param>
    public static List<Bucket> Of(IEnumerable<Bucket> finer, long length) => Of(finer, length, origin: 0);

    /// <summary>The same, of buckets that do not begin at multiples of their length.</summary>
    /// <param name="finer">See above.</param>
    /// <param name="length">See above.</param>
    /// <param name="origin">Where one of them begins, in Unix milliseconds: a multiple of the finer length.</param>
    public static List<Bucket> Of(IEnumerable<Bucket> finer, long length, long origin)
    {
        var series = new Series(length);
        foreach (var bucket in finer)
        {
            series.At(StartOf(bucket.Start - origin, length) + origin).Add(bucket);
        }

        return series.Seen();
    }

    private sealed class Series(long length)
    {
        private readonly List<Bucket> _buckets = [];

        public Bucket At(long start)
        {
            if (_buckets.Count == 0 || _buckets[^1].Start != start)
            {
                _buckets.Add(new Bucket(start, length));
            }

            return _buckets[^1];
        }

        public List<Bucket> Seen() => _buckets.FindAll(bucket => bucket.SeenMs > 0);
    }
}
