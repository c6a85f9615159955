using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Finds that a run is not done by its deadline.</summary>
internal static class FinishFindings
{
    /// <summary>What is late; null if nothing is.</summary>
    public static Finding? Late(JudgedPipeline pipeline) =>
        pipeline.Rules.Of(ProblemKinds.LateFinish) is { } rule ? PastDeadline(pipeline, rule) ?? OverLong(pipeline, rule) : null;

    /// <summary>When something may be late although nothing new is heard; null if nothing can.</summary>
    public static DateTimeOffset? NextChange(JudgedPipeline pipeline)
    {
        if (pipeline.Rules.Of(ProblemKinds.LateFinish) is not { } rule)
        {
            return null;
        }

        var deadline = pipeline.Rules.Deadline?.NextAfter(pipeline.Now);
        var longest = LongestRunning(pipeline) is { StartedAt: { } startedAt } && Longest(rule) is { } most ? startedAt.After(most).AddMilliseconds(1) : deadline;
        return longest > pipeline.Now && !(deadline < longest) ? longest : deadline;
    }

    /// <summary>When a late run was done; null if nothing says that it is.</summary>
    public static DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence)
    {
        if (problem.ExecutionId is { } id)
        {
            return pipeline.Facts.Runs.Find(id) is { } run ? run.EndedAt() ?? evidence.At : evidence.At;
        }

        return pipeline.Rules.Deadline is null ? evidence.At : pipeline.Runs?.Ending.Good?.EndedAt() is { } endedAt && endedAt > problem.Since ? endedAt : null;
    }

    private static Finding? PastDeadline(JudgedPipeline pipeline, Rule rule)
    {
        if (pipeline.Rules.Deadline is not { } deadline || deadline.LastTwo(pipeline.Now) is not { } last || last.Last <= pipeline.KnownSince
            || pipeline.Definition?.IsActive == false || pipeline.Facts.VanishedOf(pipeline.Id) is not null)
        {
            return null;
        }

        var isDone = pipeline.Runs?.Ending.Good?.EndedAt() > last.Before;
        return isDone || !IsExpected(pipeline, last)
            ? null
            : pipeline.Finding(rule, $"{pipeline.Called} was not done by {deadline.Text}", last.Last) with { KeepsSince = true };
    }

    // Without a schedule a run is expected every day.
    private static bool IsExpected(JudgedPipeline pipeline, (DateTimeOffset Before, DateTimeOffset Last) window) =>
        pipeline.Schedule is not { } schedule
        || schedule.NextAfter(window.Before) <= window.Last
        || pipeline.Runs?.Runs.Any(run => run.StartedAt > window.Before && run.StartedAt <= window.Last) == true;

    private static Finding? OverLong(JudgedPipeline pipeline, Rule rule)
    {
        if (Longest(rule) is not { } most || LongestRunning(pipeline) is not { StartedAt: { } startedAt } run || pipeline.Now - startedAt <= most)
        {
            return null;
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} has been running for more than {most.TotalMinutes} minutes");
        return pipeline.Finding(rule, title, startedAt.After(most)) with { ExecutionId = run.Id };
    }

    private static TimeSpan? Longest(Rule rule) =>
        rule.Number(RuleSettings.MaxMinutes) is > 0 and var minutes ? TimeSpan.FromMinutes(Math.Min(minutes, RunFacts.LongestDuration.TotalMinutes)) : null;

    private static ExecutionData? LongestRunning(JudgedPipeline pipeline) => pipeline.Runs?.Running.LastOrDefault(run => run.StartedAt is not null);
}
