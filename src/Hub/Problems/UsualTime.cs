namespace FlextMonitor.Hub.Problems;

/// <summary>How long runs of a pipeline usually take.</summary>
/// <param name="Median">The middle one of the durations.</param>
/// <param name="SlowAfter">A run that takes longer than this is slow.</param>
/// <param name="QuickBelow">A run that takes less than this is too quick; may be negative, and then none is.</param>
internal readonly record struct UsualTime(TimeSpan Median, TimeSpan SlowAfter, TimeSpan QuickBelow)
{
    private const int FewestSamples = 3;

    /// <summary>From this many samples on, their spread decides.</summary>
    private const int SamplesForSpread = 8;

    /// <summary>Makes the median absolute deviation comparable with a standard deviation, and takes four of those.</summary>
    private const double SpreadFactor = 4 * 1.4826;

    /// <summary>Works it out; null with fewer than three durations.</summary>
    public static UsualTime? Of(IReadOnlyList<TimeSpan> durations)
    {
        if (durations.Count < FewestSamples)
        {
            return null;
        }

        TimeSpan[] ordered = [.. durations.Order()];
        var median = ordered[ordered.Length / 2];
        if (ordered.Length < SamplesForSpread)
        {
            return Between(median, RunLateness.SlowFactor * median, median / RunLateness.SlowFactor);
        }

        double[] logs = [.. ordered.Select(duration => Math.Log(Math.Max(duration.TotalSeconds, 0.001)))];
        var middle = logs[logs.Length / 2];
        var spread = SpreadFactor * logs.Select(log => Math.Abs(log - middle)).Order().ElementAt(logs.Length / 2);
        return Between(median, SpanOf(middle + spread), SpanOf(middle - spread));
    }

    private static UsualTime Between(TimeSpan median, TimeSpan slow, TimeSpan quick)
    {
        var (slowAtLeast, quickAtMost) = (median + RunLateness.SlowAtLeast, median - RunLateness.SlowAtLeast);
        return new UsualTime(median, slow > slowAtLeast ? slow : slowAtLeast, quick < quickAtMost ? quick : quickAtMost);
    }

    private static TimeSpan SpanOf(double log) => TimeSpan.FromSeconds(Math.Min(Math.Exp(log), RunFacts.LongestDuration.TotalSeconds));
}
