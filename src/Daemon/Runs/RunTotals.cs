namespace FlextMonitor.Daemon.Runs;

/// <summary>What a source of runs has done, those it has forgotten included.</summary>
/// <param name="ActivePipelines">Pipelines with a run under way.</param>
/// <param name="Runs">All runs, those under way included.</param>
/// <param name="Succeeded">Runs that ended well.</param>
/// <param name="Failed">Runs that ended by an error.</param>
internal sealed record RunTotals(int ActivePipelines, long Runs, long Succeeded, long Failed)
{
    /// <summary>
    /// Percent of the runs that succeeded or failed which succeeded, 0–100; cancelled ones say nothing about a pipeline.
    /// 100 before the first one ended: nothing has failed.
    /// </summary>
    public double SuccessPercent => Succeeded + Failed == 0 ? 100 : 100.0 * Succeeded / (Succeeded + Failed);
}
