using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with one pipeline and its runs, by the rules that concern it.</summary>
/// <param name="pipeline">What is judged.</param>
internal sealed class PipelineFindings(JudgedPipeline pipeline)
{
    /// <summary>For how long a pipeline that is no longer listed is a problem.</summary>
    public static readonly TimeSpan VanishedFor = TimeSpan.FromDays(7);

    /// <summary>Everything that is wrong now, for executions that are confirmed.</summary>
    public List<Finding> All()
    {
        var findings = new List<Finding>();
        AddFailing(findings);
        AddLate(findings);
        EndedRunFindings.Add(pipeline, findings);
        AddIfAny(findings, StartFindings.Missed(pipeline));
        AddIfAny(findings, FinishFindings.Late(pipeline));
        AddIfAny(findings, Vanished());
        return findings;
    }

    /// <summary>When something may become wrong although nothing new is heard; null if nothing can.</summary>
    public DateTimeOffset? NextChange()
    {
        var vanishedUntil = pipeline.Facts.VanishedOf(pipeline.Id)?.At.After(VanishedFor);
        return Earlier(
            Earlier(RunsChange(), StartFindings.NextChange(pipeline)),
            Earlier(FinishFindings.NextChange(pipeline), vanishedUntil > pipeline.Now ? vanishedUntil : null));
    }

    private DateTimeOffset? RunsChange()
    {
        DateTimeOffset? next = null;
        foreach (var run in pipeline.Runs?.Running ?? [])
        {
            next = Earlier(next, RunLateness.NextChange(run, pipeline.Runs!.Usual, pipeline.Facts.Movements.Of(run.Id), pipeline.Now, pipeline.Runs.SlowAfter));
        }

        return next;
    }

    private void AddFailing(List<Finding> findings)
    {
        if (pipeline.Row.Newest is { } newest && pipeline.Rules.Of(ProblemKinds.Failing) is { } rule)
        {
            findings.Add(Failing(rule, newest, pipeline.Row));
        }
    }

    private void AddLate(List<Finding> findings)
    {
        foreach (var run in pipeline.Runs?.Running ?? [])
        {
            if (RunLateness.Of(run, pipeline.Runs!.Usual, pipeline.Facts.Movements.Of(run.Id), pipeline.Now, pipeline.Runs.SlowAfter) is { } lateness
                && pipeline.Rules.Of(lateness.IsStuck ? ProblemKinds.Stuck : ProblemKinds.Slow) is { } rule)
            {
                findings.Add(Late(rule, run, lateness));
            }
        }
    }

    private Finding Failing(Rule rule, ExecutionData newest, FailureRow row)
    {
        var title = row switch
        {
            { Count: > 1, IsAtLeast: true } => string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} failed at least {row.Count} times in a row"),
            { Count: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} failed {row.Count} times in a row"),
            _ => $"{pipeline.Called} failed",
        };

        // If the daemon reports no times, the end was observed at the latest when it was first reported.
        return pipeline.Finding(rule, title, row.Since ?? newest.ObservedAt ?? pipeline.Now) with
        {
            Detail = ErrorText.FirstTellingLine(newest.ErrorMessage),
            ExecutionId = newest.Id,
            SinceAtLeast = row.IsOpenEnded || row.Since is null,
            Count = row.Count,
        };
    }

    private Finding Late(Rule rule, ExecutionData run, RunLateness lateness)
    {
        var title = lateness.IsStuck ? $"{pipeline.Called} is stuck: nothing has moved for long" : $"{pipeline.Called} is running much longer than usual";
        return pipeline.Finding(rule, title, lateness.Since) with
        {
            Subject = new(rule.Kind, run.Id),
            ExecutionId = run.Id,
            SinceAtLeast = lateness.SinceAtLeast,
            Usual = pipeline.Runs!.Usual,
        };
    }

    private Finding? Vanished() =>
        pipeline.Rules.Of(ProblemKinds.Vanished) is { } rule && pipeline.Facts.VanishedOf(pipeline.Id) is { } vanished && pipeline.Now < vanished.At.After(VanishedFor)
            ? pipeline.Finding(rule, $"{pipeline.Called} is no longer listed by {pipeline.Facts.Name}", vanished.At)
            : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;

    private static void AddIfAny(List<Finding> findings, Finding? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
