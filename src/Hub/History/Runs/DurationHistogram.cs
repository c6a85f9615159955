using System.Globalization;

namespace FlextMonitor.Hub.History.Runs;

/// <summary>
/// How many durations fell into each of 32 classes, each half as long again as the one before: below 1 s, below 1.5 s, and so on; from 2.2 days on all are in
/// the last one. Histograms of several days add up, so that percentiles survive the runs. Immutable.
/// </summary>
internal sealed class DurationHistogram : IEquatable<DurationHistogram>
{
    public const int Classes = 32;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, Classes - 1).Select(exponent => Math.Pow(1.5, exponent))];

    private readonly int[] _counts;

    private DurationHistogram(int[] counts) => _counts = counts;

    public static DurationHistogram Empty { get; } = new(new int[Classes]);

    /// <summary>The counts, from the shortest durations to the longest.</summary>
    public IReadOnlyList<int> Counts => _counts;

    public int Total => _counts.Sum();

    /// <summary>Where a duration belongs.</summary>
    public static int ClassOf(double seconds)
    {
        var place = Array.BinarySearch(Bounds, seconds);
        return place >= 0 ? place + 1 : ~place;
    }

    public static DurationHistogram Of(IEnumerable<long> seconds)
    {
        var counts = new int[Classes];
        foreach (var duration in seconds)
        {
            counts[ClassOf(duration)]++;
        }

        return new DurationHistogram(counts);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static DurationHistogram Parse(string text)
    {
        var counts = new int[Classes];
        foreach (var entry in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(':');
            counts[int.Parse(parts[0], CultureInfo.InvariantCulture)] = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        return new DurationHistogram(counts);
    }

    public DurationHistogram Plus(DurationHistogram other) => new([.. _counts.Zip(other._counts, (one, another) => one + another)]);

    /// <summary>The upper bound of the class that holds a percentile, in seconds; null without durations. Of the last class it is the lower bound.</summary>
    /// <param name="percent">0–100.</param>
    public double? Percentile(double percent)
    {
        var (left, total) = (Math.Max(1, (int)Math.Ceiling(Total * percent / 100)), Total);
        if (total == 0)
        {
            return null;
        }

        for (var place = 0; place < Bounds.Length; place++)
        {
            left -= _counts[place];
            if (left <= 0)
            {
                return Bounds[place];
            }
        }

        return Bounds[^1];
    }

    /// <summary>The classes that are not empty, such as <c>3:12 5:1</c>.</summary>
    public override string ToString() =>
        string.Join(' ', _counts.Index().Where(entry => entry.Item > 0).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Index}:{entry.Item}")));

    public bool Equals(DurationHistogram? other) => other is not null && _counts.AsSpan().SequenceEqual(other._counts);

    public override bool Equals(object? obj) => Equals(obj as DurationHistogram);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
