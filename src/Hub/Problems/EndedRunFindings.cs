using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with the newest good run of a pipeline, compared with the good runs before it.</summary>
internal static class EndedRunFindings
{
    private const int MostInARow = 100;
    private const double ShareWithRows = 0.8;
    private const int FewRowsFactor = 10;

    /// <summary>Everything that is wrong with it.</summary>
    public static void Add(JudgedPipeline pipeline, List<Finding> findings)
    {
        var (zero, few, quick) = (pipeline.Rules.Of(ProblemKinds.ZeroRows), pipeline.Rules.Of(ProblemKinds.FewRows), pipeline.Rules.Of(ProblemKinds.TooQuick));
        if ((zero ?? few ?? quick) is null || pipeline.Runs is not { Ending.Good: { } newest } runs)
        {
            return;
        }

        AddIfAny(findings, zero is null ? null : ZeroRows(pipeline, zero, newest, runs));
        AddIfAny(findings, few is null ? null : FewRows(pipeline, few, newest, runs));
        AddIfAny(findings, quick is null ? null : TooQuick(pipeline, quick, newest, runs));
    }

    /// <summary>When such a problem was over: a later run was well. Null if nothing says that it is.</summary>
    public static DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence)
    {
        if (pipeline.Runs?.Ending.Good is not { } newest || newest.Id == problem.ExecutionId)
        {
            return null;
        }

        var isTold = problem.Kind switch
        {
            ProblemKinds.ZeroRows => newest.RecordsProcessed > 0,
            ProblemKinds.FewRows => newest.RecordsProcessed is not null,
            _ => newest.Duration(default) is not null,
        };
        return isTold ? newest.EndedAt() ?? evidence.At : null;
    }

    private static Finding? ZeroRows(JudgedPipeline pipeline, Rule rule, ExecutionData newest, PipelineRuns runs)
    {
        if (newest.RecordsProcessed != 0)
        {
            return null;
        }

        var zero = runs.Good.Take(MostInARow).TakeWhile(run => run.RecordsProcessed == 0).ToList();
        var before = runs.Good.Skip(zero.Count).Take(Math.Min(UsualTime.MostSamples, MostInARow - zero.Count)).ToList();
        if (before.Count < UsualTime.FewestSamples || before.Count(run => run.RecordsProcessed > 0) < ShareWithRows * before.Count)
        {
            return null;
        }

        var title = zero.Count == 1
            ? $"{pipeline.Called} moved no records"
            : string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} moved no records in {zero.Count} runs in a row");
        return Of(pipeline, rule, title, newest, zero[^1]) with
        {
            Severity = zero.Count > 1 ? ProblemSeverity.Critical : rule.Severity,
            Count = zero.Count,
        };
    }

    private static Finding? FewRows(JudgedPipeline pipeline, Rule rule, ExecutionData newest, PipelineRuns runs) =>
        newest.RecordsProcessed is > 0 and var rows && UsualRows.Of(runs.Good.Skip(1)) is { } usual && rows < usual / (double)FewRowsFactor
            ? Of(pipeline, rule, string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} moved {rows} records, and usually {usual}"), newest, newest)
            : null;

    private static Finding? TooQuick(JudgedPipeline pipeline, Rule rule, ExecutionData newest, PipelineRuns runs) =>
        newest.Duration(default) is { } taken && UsualTime.Of(runs.Good.Skip(1)) is { } usual && taken < usual.QuickBelow
            ? Of(pipeline, rule, $"{pipeline.Called} was done in far less time than usual", newest, newest) with { Usual = usual.Median }
            : null;

    private static Finding Of(JudgedPipeline pipeline, Rule rule, string title, ExecutionData newest, ExecutionData first) =>
        pipeline.Finding(rule, title, first.EndedAt() ?? first.ObservedAt ?? pipeline.Now) with { ExecutionId = newest.Id, KeepsSince = true };

    private static void AddIfAny(List<Finding> findings, Finding? finding)
    {
        if (finding is not null)
        {
            findings.Add(finding);
        }
    }
}
