namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>The value in the middle.</summary>
internal static class Median
{
    /// <summary>Of an even number of values the mean of the two in the middle.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? throw new InvalidOperationException("There is no median of nothing.")
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
