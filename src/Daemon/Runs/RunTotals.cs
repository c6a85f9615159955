namespace FlextMonitor.Daemon.Runs;

/// <summary>Counts of all runs of a source, including those that it no longer keeps.</summary>
/// <param name="ActivePipelines">Number of pipelines with a running run.</param>
/// <param name="Runs">Number of all runs, including running ones.</param>
/// <param name="Succeeded">Number of runs that succeeded, within the time over which the source counts.</param>
/// <param name="Failed">Number of runs that failed, within the same time.</param>
internal sealed record RunTotals(int ActivePipelines, long Runs, long Succeeded, long Failed)
{
    /// <summary>
    /// The share of successes among the runs that succeeded or failed, in percent, 0–100; cancelled runs do not count. NaN if none did: the rate
    /// is not known then.
    /// </summary>
    public double SuccessPercent => Succeeded + Failed == 0 ? double.NaN : 100.0 * Succeeded / (Succeeded + Failed);
}
