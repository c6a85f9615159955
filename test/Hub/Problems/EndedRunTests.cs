using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class EndedRunTests
{
    [Fact]
    public void ZeroRows_UsuallySome_IsAWarningThenCriticalThenResolved()
    {
        var feed = EvaluatedFeed.Live(Usual(1000)).Take(Ended("a", 5, 0));
        var first = feed.Problems.Single();
        (first.Kind, first.Severity, first.Count, first.ExecutionId).ShouldBe((ProblemKinds.ZeroRows, ProblemSeverity.Warning, 1, "a"));

        feed.Take(Ended("b", 4, 0));
        var second = feed.Problems.Single();
        (second.Id, second.Severity, second.Count, second.Since).ShouldBe((first.Id, ProblemSeverity.Critical, 2, first.Since));

        feed.Take(Ended("c", 3, 900));
        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Ago(minutes: 3));
    }

    [Fact]
    public void ZeroRows_ThirdOfRunsHadNone_IsUsual() =>
        EvaluatedFeed.Live([.. Usual(1000).Select((run, place) => run with { RecordsProcessed = place % 3 == 0 ? 0 : 10 }), Ended("a", 5, 0)]).Problems.ShouldBeEmpty();

    [Fact]
    public void ZeroRows_DaemonTellsNoRows_NeitherOpensNorResolves()
    {
        EvaluatedFeed.Live(Usual(1000)).Take(Ended("a", 5, null)).Problems.ShouldBeEmpty();
        EvaluatedFeed.Live(Usual(1000)).Take(Ended("a", 5, 0)).Take(Ended("b", 4, null)).Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void FewRows_UnderATenthOfTheMedian_OpensUntilARunIsWell()
    {
        var feed = EvaluatedFeed.Live(Usual(1000)).Take(Ended("a", 5, 100));
        feed.Problems.ShouldBeEmpty();

        feed.Take(Ended("b", 4, 99));
        (feed.Problems.Single().Kind, feed.Problems.Single().Title).ShouldBe((ProblemKinds.FewRows, "Orders to warehouse moved 99 records, and usually 1000"));

        feed.Take(Ended("c", 3, 500));
        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void TooQuick_DoneInFarLessThanUsual_Opens()
    {
        var feed = EvaluatedFeed.Live(Given.GoodRuns(600, 600, 600)).Take(Given.Ended("a", Given.Ago(minutes: 5), tookSeconds: 299));

        (feed.Problems.Single().Kind, feed.Problems.Single().UsualSeconds).ShouldBe((ProblemKinds.TooQuick, 600));

        feed.Take(Given.Ended("b", Given.Ago(minutes: 1), tookSeconds: 400));
        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void TooQuick_LessThanAMinuteLess_IsNot() =>
        EvaluatedFeed.Live(Given.GoodRuns(70, 70, 70)).Take(Given.Ended("a", Given.Ago(minutes: 5), tookSeconds: 11)).Problems.ShouldBeEmpty();

    [Fact]
    public void Slow_EightGoodRunsThatDiffer_IsJudgedByTheirSpread()
    {
        var even = Given.GoodRuns(600, 610, 590, 600, 605, 595, 600, 600);
        var uneven = Given.GoodRuns(300, 900, 600, 400, 1200, 600, 500, 700);
        var running = Given.Running(startedAt: Given.Ago(minutes: 21));

        EvaluatedFeed.Live([.. even, Given.Running(startedAt: Given.Ago(minutes: 12))]).Problems.Single().Kind.ShouldBe(ProblemKinds.Slow);
        EvaluatedFeed.Live([.. uneven, running]).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void EndedRunProblem_EvaluatorStartsAgain_IsTheSame()
    {
        var feed = EvaluatedFeed.Live(Usual(1000)).Take(Ended("a", 5, 0));
        var id = feed.Problems.Single().Id;

        feed.Restart();

        feed.Problems.Single().Id.ShouldBe(id);
    }

    private static ExecutionData[] Usual(long rows) => [.. Given.GoodRuns([.. Enumerable.Repeat(60.0, 20)]).Select(run => run with { RecordsProcessed = rows })];

    private static ExecutionData Ended(string id, double minutesAgo, long? rows) => Given.Ended(id, Given.Ago(minutes: minutesAgo)) with { RecordsProcessed = rows };
}
