using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Compares problems.</summary>
internal static class ProblemComparison
{
    /// <summary>Whether two problems say the same, whatever their places in the order and their evidence.</summary>
    public static bool IsSameAs(this Problem problem, Problem other) =>
        problem with { Epoch = other.Epoch, Sequence = other.Sequence, ObservedAt = other.ObservedAt } == other;
}
