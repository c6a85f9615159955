using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>One step in the life of a problem.</summary>
/// <param name="Problem">The problem as it stands after the step; as it stood last if it was resolved.</param>
/// <param name="Before">The problem before the step; null if it opens.</param>
/// <param name="ResolvedAt">When it was over; null unless this step resolves it.</param>
/// <param name="At">When the evaluator decided it.</param>
public sealed record ProblemChange(Problem Problem, Problem? Before, DateTimeOffset? ResolvedAt, DateTimeOffset At)
{
    /// <summary>Why it is over, where the evidence does not say that; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the problem opens by this step.</summary>
    public bool IsOpening => Before is null;

    /// <summary>Whether the problem is over by this step.</summary>
    public bool IsResolution => ResolvedAt is not null;
}
