using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Finds open problems of which nothing will ever be heard again.</summary>
internal static class UnwatchedProblems
{
    /// <summary>Those whose source is neither in the settings nor in the feed; none if the settings are not known.</summary>
    /// <param name="ledger">The open problems.</param>
    /// <param name="isConfigured">Whether a source is in the settings; null if they are not known.</param>
    /// <param name="heard">Names of the sources of which the feed holds what a collector told.</param>
    public static IReadOnlyList<Problem> Of(ProblemLedger ledger, Predicate<string>? isConfigured, IReadOnlySet<string> heard) => isConfigured is null
        ? []
        : [.. ledger.Open.Where(problem => problem.Source != SourceNames.Monitor && !isConfigured(problem.Source) && !heard.Contains(problem.Source))];
}
