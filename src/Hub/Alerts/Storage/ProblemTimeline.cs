using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Tells the life of a problem, step by step.</summary>
internal static class ProblemTimeline
{
    /// <summary>The steps of a change, at least one.</summary>
    /// <param name="change">The change.</param>
    /// <param name="carriedOut">The commands that led to it.</param>
    public static IReadOnlyList<ProblemChangeRow> StepsOf(ProblemChange change, IReadOnlyList<ProblemCommand> carriedOut)
    {
        if (change.IsResolution)
        {
            return [Step(change, ProblemSteps.Resolved, text: change.Reason)];
        }

        if (change.Before is not { } before)
        {
            return [Step(change, ProblemSteps.Opened, text: change.Problem.Title), .. SuppressionSteps(change, null, carriedOut)];
        }

        List<ProblemChangeRow> steps = [.. EvidenceSteps(change, before), .. SuppressionSteps(change, before, carriedOut)];
        return steps.Count > 0 ? steps : [Step(change, ProblemSteps.Changed, text: change.Problem.Title)];
    }

    private static IEnumerable<ProblemChangeRow> EvidenceSteps(ProblemChange change, Problem before)
    {
        var problem = change.Problem;
        var worse = (problem.Severity, problem.Count ?? 0).CompareTo((before.Severity, before.Count ?? 0));
        if (worse != 0)
        {
            yield return Step(change, worse > 0 ? ProblemSteps.Worsened : ProblemSteps.Eased, text: problem.Title);
        }

        if (problem.State != before.State)
        {
            yield return Step(change, problem.State == ProblemState.Recovering ? ProblemSteps.Recovering : ProblemSteps.Relapsed);
        }

        if ((problem.UnseenSince is null) != (before.UnseenSince is null))
        {
            yield return Step(change, problem.UnseenSince is null ? ProblemSteps.Seen : ProblemSteps.Unseen);
        }

        if (problem.PartOf != before.PartOf)
        {
            yield return Step(change, problem.PartOf is null ? ProblemSteps.StandsAlone : ProblemSteps.BecamePart, text: problem.PartOf);
        }
    }

    private static IEnumerable<ProblemChangeRow> SuppressionSteps(ProblemChange change, Problem? before, IReadOnlyList<ProblemCommand> carriedOut)
    {
        var problem = change.Problem;
        if (problem.Acknowledged is { } acknowledged && acknowledged != before?.Acknowledged)
        {
            yield return Step(change, ProblemSteps.Acknowledged, acknowledged.By, acknowledged.Note);
        }
        else if (problem.Acknowledged is null && before?.Acknowledged is not null)
        {
            var takenBack = carriedOut.LastOrDefault(command => command.Kind == ProblemCommandKind.TakeBack && command.ProblemId == problem.Id);
            yield return Step(change, takenBack is null ? ProblemSteps.AcknowledgementEnded : ProblemSteps.TakenBack, takenBack?.By);
        }

        if ((problem.SilencedUntil is null) != (before?.SilencedUntil is null))
        {
            yield return Step(change, problem.SilencedUntil is null ? ProblemSteps.SilenceEnded : ProblemSteps.Silenced);
        }
    }

    private static ProblemChangeRow Step(ProblemChange change, string what, string? by = null, string? text = null) => new()
    {
        ProblemId = change.Problem.Id,
        At = change.At,
        What = what,
        By = by,
        Severity = change.Problem.Severity,
        Count = change.Problem.Count,
        Text = text?.Length > ProblemTables.LongestText ? text[..ProblemTables.LongestText] : text,
    };
}
