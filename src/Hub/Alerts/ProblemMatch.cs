using System.IO.Enumeration;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Whether a silence or a route concerns a problem.</summary>
internal static class ProblemMatch
{
    /// <summary>Whether all lists of a match hold the problem. A problem without a pipeline is held by no pattern.</summary>
    public static bool Matches(RuleMatch match, Problem problem) =>
        Holds(match.Severities, WordOf(problem.Severity)) && Holds(match.Sources, problem.Source) && Holds(match.Kinds, problem.Kind)
        && (match.Pipelines.Count == 0 || match.Pipelines.Any(pattern => Fits(pattern, problem.PipelineId) || Fits(pattern, problem.PipelineName)));

    /// <summary>A severity as it is written on the wire.</summary>
    public static string WordOf(ProblemSeverity severity) => severity switch
    {
        ProblemSeverity.Info => "info",
        ProblemSeverity.Warning => "warning",
        _ => "critical",
    };

    private static bool Holds(IReadOnlyList<string> allowed, string value) => allowed.Count == 0 || allowed.Contains(value);

    // A backslash is an ordinary character in names of pipelines.
    private static bool Fits(string pattern, string? name) =>
        name is not null && FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);
}
