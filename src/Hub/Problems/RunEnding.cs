using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>How a pipeline stands by its ended runs.</summary>
/// <param name="Failures">The failures in a row since the last successful run, newest first; empty if the newest decided run succeeded.</param>
/// <param name="Good">The last successful run; null if none is known.</param>
/// <param name="MadeUpFor">The failure right before the last successful run; null if there was none.</param>
internal sealed record RunEnding(IReadOnlyList<ExecutionData> Failures, ExecutionData? Good, ExecutionData? MadeUpFor)
{
    /// <summary>The ending of a pipeline without ended runs.</summary>
    public static RunEnding None { get; } = new([], null, null);

    /// <summary>The newest of <see cref="Failures"/>; null if there are none.</summary>
    public ExecutionData? NewestFailure => Failures.Count > 0 ? Failures[0] : null;

    /// <summary>The first in time of <see cref="Failures"/>; null if there are none.</summary>
    public ExecutionData? FirstFailure => Failures.Count > 0 ? Failures[^1] : null;

    /// <summary>Works it out from the runs of one pipeline, newest first.</summary>
    public static RunEnding Of(IEnumerable<ExecutionData> runs)
    {
        var failures = new List<ExecutionData>();
        ExecutionData? good = null;
        foreach (var run in runs.Where(run => run.Decides()))
        {
            if (good is not null)
            {
                return new RunEnding(failures, good, run.Status == ExecutionStatus.Failed ? run : null);
            }

            if (run.Status == ExecutionStatus.Success)
            {
                good = run;
            }
            else
            {
                failures.Add(run);
            }
        }

        return failures.Count == 0 && good is null ? None : new RunEnding(failures, good, null);
    }
}
