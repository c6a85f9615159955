using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>How many records runs of a pipeline usually move.</summary>
internal static class UsualRows
{
    /// <summary>The median of the last 20 good runs, of those that moved any; null if fewer than three did.</summary>
    /// <param name="good">Successful runs, newest first.</param>
    public static long? Of(IEnumerable<ExecutionData> good)
    {
        Span<long> samples = stackalloc long[UsualTime.MostSamples];
        var count = 0;
        foreach (var run in good.Take(UsualTime.MostSamples))
        {
            if (run.RecordsProcessed is > 0 and var rows)
            {
                samples[count++] = rows;
            }
        }

        var ordered = samples[..count];
        ordered.Sort();
        return count < UsualTime.FewestSamples ? null : ordered[count / 2];
    }
}
