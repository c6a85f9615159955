using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Problems as they are stored.</summary>
internal static class ExportedProblems
{
    public static ProblemRow Open(string id, DateTimeOffset openedAt) => Row(Of(id, openedAt), openedAt, null);

    public static ProblemRow Resolved(string id, DateTimeOffset openedAt, DateTimeOffset resolvedAt) => Row(
        Of(id, openedAt) with { Acknowledged = new Acknowledgement { By = "=ada", At = openedAt.AddMinutes(1), Until = openedAt.AddHours(4), Note = "on it" }, Title = "-5 °C, \"cold\"" }, openedAt, resolvedAt);

    private static Problem Of(string id, DateTimeOffset openedAt) => Messages.Problem(id, Given.Source) with { Since = openedAt };

    private static ProblemRow Row(Problem problem, DateTimeOffset openedAt, DateTimeOffset? resolvedAt) => new()
    {
        Id = problem.Id,
        Source = problem.Source,
        Kind = problem.Kind,
        Severity = problem.Severity,
        PipelineId = problem.PipelineId,
        Since = problem.Since,
        OpenedAt = openedAt,
        ResolvedAt = resolvedAt,
        Problem = problem,
    };
}
