using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is wrong with the newest good run of a pipeline, compared with the good runs before it.</summary>
internal static class EndedRunFindings
{
    private const int FewestSamples = 3;
    private const int MostSamples = 20;
    private const double ShareWithRows = 0.8;
    private const int FewRowsFactor = 10;

    /// <summary>Everything that is wrong with it.</summary>
    public static void Add(JudgedPipeline pipeline, List<Finding> findings)
    {
        if (pipeline.Runs?.Good is not [var newest, ..] good)
        {
            return;
        }

        AddIfAny(findings, pipeline.Rules.Of(ProblemKinds.ZeroRows) is { } zero ? ZeroRows(pipeline, zero, good) : null);
        AddIfAny(findings, pipeline.Rules.Of(ProblemKinds.FewRows) is { } few ? FewRows(pipeline, few, newest, good) : null);
        AddIfAny(findings, pipeline.Rules.Of(ProblemKinds.TooQuick) is { } quick ? TooQuick(pipeline, quick, newest, good) : null);
    }

    /// <summary>When such a problem was over: a later run was well. Null if nothing says that it is.</summary>
    public static DateTimeOffset? ResolvedAt(JudgedPipeline pipeline, Problem problem, Evidence evidence)
    {
        if (pipeline.Runs?.Good is not [var newest, ..] || newest.Id == problem.ExecutionId)
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

    private static Finding? ZeroRows(JudgedPipeline pipeline, Rule rule, IReadOnlyList<ExecutionData> good)
    {
        var inARow = good.TakeWhile(run => run.RecordsProcessed == 0).Count();
        var before = good.Skip(inARow).Take(MostSamples).ToList();
        if (inARow == 0 || before.Count < FewestSamples || before.Count(run => run.RecordsProcessed > 0) < ShareWithRows * before.Count)
        {
            return null;
        }

        var title = inARow == 1
            ? $"{pipeline.Called} moved no records"
            : string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} moved no records in {inARow} runs in a row");
        return Of(pipeline, rule, title, good[0], good[inARow - 1]) with
        {
            Severity = inARow > 1 ? ProblemSeverity.Critical : rule.Severity,
            Count = inARow,
        };
    }

    private static Finding? FewRows(JudgedPipeline pipeline, Rule rule, ExecutionData newest, IReadOnlyList<ExecutionData> good)
    {
        var before = good.Skip(1).Take(MostSamples).Select(run => run.RecordsProcessed).OfType<long>().Where(rows => rows > 0).Order().ToList();
        return before.Count >= FewestSamples && newest.RecordsProcessed is > 0 and var rows && rows < before[before.Count / 2] / (double)FewRowsFactor
            ? Of(pipeline, rule, string.Create(CultureInfo.InvariantCulture, $"{pipeline.Called} moved {rows} records, and usually {before[before.Count / 2]}"), newest, newest)
            : null;
    }

    private static Finding? TooQuick(JudgedPipeline pipeline, Rule rule, ExecutionData newest, IReadOnlyList<ExecutionData> good)
    {
        var usual = UsualTime.Of([.. good.Skip(1).Take(MostSamples).Select(run => run.Duration(default)).OfType<TimeSpan>()]);
        return newest.Duration(default) < usual?.QuickBelow
            ? Of(pipeline, rule, $"{pipeline.Called} was done in far less time than usual", newest, newest) with { Usual = usual.Value.Median }
            : null;
    }

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
