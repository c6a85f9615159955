using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>How long runs of a pipeline usually take.</summary>
/// <param name="Median">The middle one of the durations.</param>
/// <param name="SlowAfter">A run that takes longer than this is slow.</param>
/// <param name="QuickBelow">A run that takes less than this is too quick; may be negative, and then none is.</param>
internal readonly record struct UsualTime(TimeSpan Median, TimeSpan SlowAfter, TimeSpan QuickBelow)
{
    /// <summary>Older runs say nothing of what is usual.</summary>
    public const int MostSamples = 20;

    /// <summary>Fewer say nothing.</summary>
    public const int FewestSamples = 3;

    /// <summary>From this many samples on, their spread decides.</summary>
    private const int SamplesForSpread = 8;

    /// <summary>Makes the median absolute deviation comparable with a standard deviation, and takes four of those.</summary>
    private const double SpreadFactor = 4 * 1.4826;

    /// <summary>Works it out from the last 20 good runs; null if fewer than three of them tell how long they took.</summary>
    /// <param name="good">Successful runs, newest first.</param>
    public static UsualTime? Of(IEnumerable<ExecutionData> good)
    {
        Span<TimeSpan> samples = stackalloc TimeSpan[MostSamples];
        var count = 0;
        foreach (var run in good.Take(MostSamples))
        {
            if (run.Duration(default) is { } duration)
            {
                samples[count++] = duration;
            }
        }

        var ordered = samples[..count];
        ordered.Sort();
        return count < FewestSamples ? null : OfOrdered(ordered);
    }

    private static UsualTime OfOrdered(ReadOnlySpan<TimeSpan> ordered)
    {
        var median = ordered[ordered.Length / 2];
        if (ordered.Length < SamplesForSpread)
        {
            return Between(median, RunLateness.SlowFactor * median, median / RunLateness.SlowFactor);
        }

        var middle = LogOf(median);
        Span<double> distances = stackalloc double[MostSamples];
        distances = distances[..ordered.Length];
        for (var place = 0; place < ordered.Length; place++)
        {
            distances[place] = Math.Abs(LogOf(ordered[place]) - middle);
        }

        distances.Sort();
        var spread = SpreadFactor * distances[distances.Length / 2];
        return Between(median, SpanOf(middle + spread), SpanOf(middle - spread));
    }

    private static double LogOf(TimeSpan duration) => Math.Log(Math.Max(duration.TotalSeconds, 0.001));

    private static UsualTime Between(TimeSpan median, TimeSpan slow, TimeSpan quick)
    {
        var (slowAtLeast, quickAtMost) = (median + RunLateness.SlowAtLeast, median - RunLateness.SlowAtLeast);
        return new UsualTime(median, slow > slowAtLeast ? slow : slowAtLeast, quick < quickAtMost ? quick : quickAtMost);
    }

    private static TimeSpan SpanOf(double log) => TimeSpan.FromSeconds(Math.Min(Math.Exp(log), RunFacts.LongestDuration.TotalSeconds));
}
