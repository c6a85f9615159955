using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Api;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Narrows problems as the page of open ones does it.</summary>
/// <param name="Severity">The severity; null for all.</param>
/// <param name="Text">A part of a title, a detail, a name or a note, in any case; null for all.</param>
internal sealed record ProblemsNarrowing(ProblemSeverity? Severity, string? Text)
{
    /// <summary>The words for severities.</summary>
    public static IReadOnlyList<string> Severities { get; } = [.. Enum.GetNames<ProblemSeverity>().Select(name => name.ToLowerInvariant())];

    public bool Passes(ProblemResponse problem) =>
        (Severity is null || problem.Severity == Severity)
        && (string.IsNullOrEmpty(Text) || new[] { problem.Title, problem.Detail, problem.Source, problem.PipelineId, problem.PipelineName, problem.Component, problem.Acknowledged?.Note }
            .Any(part => part?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));
}
