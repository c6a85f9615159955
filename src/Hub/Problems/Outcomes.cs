using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>How known runs ended within a time, cancelled ones left out. If the source's view is full, there may have been more.</summary>
internal readonly record struct Outcomes(int Ended, int Succeeded, int Failed)
{
    /// <summary>Counts runs that ended at a time or later.</summary>
    public static Outcomes Of(IEnumerable<ExecutionData> runs, DateTimeOffset since)
    {
        var (succeeded, failed) = (0, 0);
        foreach (var run in runs)
        {
            if (run.Decides() && run.EndedAt() >= since)
            {
                _ = run.Status == ExecutionStatus.Success ? succeeded++ : failed++;
            }
        }

        return new Outcomes(succeeded + failed, succeeded, failed);
    }
}
