using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with one pipeline and its runs.</summary>
/// <param name="facts">What is known of its source.</param>
/// <param name="id">The pipeline's id; may be empty.</param>
/// <param name="name">The pipeline's name; may be empty.</param>
internal sealed class PipelineFindings(SourceFacts facts, string id, string name)
{
    /// <summary>Everything that is wrong now, for executions that are confirmed.</summary>
    /// <param name="runs">The pipeline's runs.</param>
    /// <param name="row">Its failures in a row.</param>
    /// <param name="now">The present time.</param>
    public IReadOnlyList<Finding> Of(PipelineRuns runs, FailureRow row, DateTimeOffset now)
    {
        var findings = new List<Finding>();
        if (row.Newest is { } newest)
        {
            findings.Add(Failing(newest, row, now));
        }

        foreach (var run in runs.Runs)
        {
            if (run.IsRunning() && RunLateness.Of(run, runs.Usual, facts.Movements.Of(run.Id), now) is { } lateness)
            {
                findings.Add(Late(run, lateness, runs.Usual) with { LastGoodAt = row.LastGoodAt });
            }
        }

        return findings;
    }

    /// <summary>When a run may become slow or stuck although nothing new is heard; null if none can.</summary>
    public DateTimeOffset? NextChange(PipelineRuns runs, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var run in runs.Runs)
        {
            if (run.IsRunning() && RunLateness.NextChange(run, runs.Usual, facts.Movements.Of(run.Id), now) is { } change)
            {
                next = change < next || next is null ? change : next;
            }
        }

        return next;
    }

    private string Called => name.Length > 0 ? IsolatedText.Of(name) : "A pipeline without a name";

    private Finding Failing(ExecutionData newest, FailureRow row, DateTimeOffset now) => new()
    {
        Subject = new(ProblemKinds.Failing, id),
        Severity = ProblemSeverity.Critical,
        Title = row switch
        {
            { Count: > 1, IsAtLeast: true } => string.Create(CultureInfo.InvariantCulture, $"{Called} failed at least {row.Count} times in a row"),
            { Count: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{Called} failed {row.Count} times in a row"),
            _ => $"{Called} failed",
        },
        Detail = ErrorText.FirstTellingLine(newest.ErrorMessage),
        PipelineId = id.Length > 0 ? id : null,
        PipelineName = name,
        ExecutionId = newest.Id,

        // If the daemon reports no times, the end was observed at the latest when it was first reported.
        Since = row.Since ?? newest.ObservedAt ?? now,
        SinceAtLeast = row.IsOpenEnded || row.Since is null,
        Count = row.Count,
        LastGoodAt = row.LastGoodAt,
    };

    private Finding Late(ExecutionData run, RunLateness lateness, TimeSpan? usual) => new()
    {
        Subject = new(lateness.IsStuck ? ProblemKinds.Stuck : ProblemKinds.Slow, run.Id),
        Severity = ProblemSeverity.Warning,
        Title = lateness.IsStuck ? $"{Called} is stuck: nothing has moved for long" : $"{Called} is running much longer than usual",
        PipelineId = id.Length > 0 ? id : null,
        PipelineName = name,
        ExecutionId = run.Id,
        Since = lateness.Since,
        SinceAtLeast = lateness.SinceAtLeast,
        Usual = usual,
    };
}
