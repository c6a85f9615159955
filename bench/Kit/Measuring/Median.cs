namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>Computes medians.</summary>
internal static class Median
{
    /// <summary>The median; for an even number of values, the mean of the two in the middle.</summary>
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? throw new InvalidOperationException("There are no values to take the median of.")
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
