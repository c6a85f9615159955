using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>When a problem of a pipeline that was not found again was over.</summary>
internal static class PipelineResolutions
{
    /// <summary>When a problem of a kind that is not about failures was over; null if nothing says that it is.</summary>
    public static DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence) => problem.Kind switch
    {
        ProblemKinds.MissedStart => StartFindings.ResolvedAt(pipeline, problem, evidence),
        ProblemKinds.LateFinish => FinishFindings.ResolvedAt(pipeline, problem, evidence),
        ProblemKinds.ZeroRows or ProblemKinds.FewRows or ProblemKinds.TooQuick => EndedRunFindings.ResolvedAt(pipeline, problem, evidence),
        ProblemKinds.Vanished => ListedAgainAt(pipeline, problem, evidence),
        _ => RanAgainAt(pipeline.Facts, problem, evidence),
    };

    private static DateTimeOffset? ListedAgainAt(JudgedPipeline pipeline, Problem problem, Evidence evidence)
    {
        var until = problem.Since.After(PipelineFindings.VanishedFor);
        return pipeline.Definition is { } listed ? listed.ObservedAt ?? evidence.At : until <= evidence.Now ? until : null;
    }

    private static DateTimeOffset RanAgainAt(SourceFacts facts, Problem late, Evidence evidence)
    {
        var run = facts.Runs.Find(late.ExecutionId ?? "");
        var movedAt = facts.Movements.Of(late.ExecutionId ?? "")?.At;
        return run?.EndedAt() ?? (movedAt > late.Since ? movedAt.Value : evidence.At);
    }
}
