using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with what: at most one problem of each subject of a source is open.</summary>
/// <param name="Kind">One of <see cref="ProblemKinds"/>.</param>
/// <param name="Id">The id of the run or pipeline, the key of the component, or the id of the threshold; empty for the source as a whole.</param>
internal readonly record struct ProblemSubject(string Kind, string Id)
{
    /// <summary>The subject of a problem of a kind that this room opens; null for other kinds.</summary>
    public static ProblemSubject? Of(Problem problem) => problem.Kind switch
    {
        ProblemKinds.Unreachable or ProblemKinds.Degraded or ProblemKinds.OwnNetwork => new(problem.Kind, ""),
        ProblemKinds.Component or ProblemKinds.ChannelBroken or ProblemKinds.HistoryPaused => new(problem.Kind, problem.Component ?? ""),
        ProblemKinds.Failing or ProblemKinds.MissedStart or ProblemKinds.LateFinish or ProblemKinds.ZeroRows or ProblemKinds.FewRows or ProblemKinds.TooQuick
            or ProblemKinds.Vanished => new(problem.Kind, problem.PipelineId ?? ""),
        ProblemKinds.Slow or ProblemKinds.Stuck => new(problem.Kind, problem.ExecutionId ?? ""),
        ProblemKinds.Threshold => new(problem.Kind, problem.RuleId ?? ""),
        ProblemKinds.Flapping => problem.Detail != ProblemKinds.Flapping && Of(problem with { Kind = problem.Detail ?? "" }) is { } subject ? FlappingDetector.Of(subject) : null,
        _ => null,
    };
}
