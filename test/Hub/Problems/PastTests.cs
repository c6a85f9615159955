using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>What history knows of a source counts, in view or not.</summary>
public sealed class PastTests
{
    [Fact]
    public void Start_WithAPast_KnowsWhatIsUsualAndHowItEnded()
    {
        var feed = EvaluatedFeed.After(Past([.. Given.GoodRuns(10, 500, 20).Select(run => run with { RecordsProcessed = 40 }), Given.Failed("bad", Given.Ago(minutes: 30))]), Given.Status(), Given.Definition());

        var status = feed.Pipelines.Single();
        (status.UsualSeconds, status.UsualRows, status.LastExecutionId, status.LastGoodAt).ShouldBe((20, 40, "bad", Given.Ago(hours: 1)));
        (status.FailuresInARow, status.FailuresAtLeast, status.Runs24h, status.Succeeded24h, status.Failed24h).ShouldBe((1, false, 4, 3, 1));
    }

    [Fact]
    public void Start_WithFailuresThatLeftAFullView_KnowsAllOfTheRow()
    {
        var failures = Enumerable.Range(1, 6).Select(hours => Given.Failed($"bad-{hours}", Given.Ago(hours: hours)));

        var feed = EvaluatedFeed.After(Past([Given.Ended("good", Given.Ago(hours: 9)), .. failures]), Given.Limit(1), Given.Failed("bad-1", Given.Ago(hours: 1)));

        var problem = feed.Problem(ProblemKinds.Failing);
        (problem.Count, problem.Since, problem.SinceAtLeast, problem.LastGoodAt).ShouldBe((6, Given.Ago(hours: 6), false, Given.Ago(hours: 9)));
        feed.Pipelines.Single().FailuresAtLeast.ShouldBeFalse();
    }

    [Fact]
    public void Start_AfterALongRunFailedOutOfView_KnowsOfItsFailure()
    {
        var feed = EvaluatedFeed.After(
            Past(Given.Failed("long", Given.Ago(minutes: 5), tookSeconds: 36_000) with { ErrorMessage = "disk is full" }),
            Given.Limit(1),
            Given.Ended("short", Given.Ago(minutes: 1), pipeline: "other"));

        var problem = feed.Problem(ProblemKinds.Failing);
        (problem.PipelineId, problem.ExecutionId, problem.Detail).ShouldBe(("orders", "long", "disk is full"));
    }

    [Fact]
    public void Start_WithAPast_JudgesARunByWhatIsUsual() =>
        EvaluatedFeed.After(Past(Given.GoodRuns(60, 60, 60)), Given.Status(), Given.Running(startedAt: Given.Ago(minutes: 10)))
            .Problem(ProblemKinds.Slow).UsualSeconds.ShouldBe(60);

    [Fact]
    public void Past_ThatComesLate_CountsFromThenOn()
    {
        var feed = EvaluatedFeed.Live(Given.Definition());

        feed.Remember(Past(Given.GoodRuns(10, 500, 20)));

        feed.Pipelines.Single().UsualSeconds.ShouldBe(20);
    }

    [Fact]
    public void Past_OfARunThatIsInView_IsThatOfTheView()
    {
        var feed = EvaluatedFeed.After(Past(Given.Failed("a", Given.Ago(minutes: 5)) with { Epoch = 9 }), Given.Status(), Given.Ended("a", Given.Ago(minutes: 1)));

        (feed.Pipelines.Single().LastStatus, feed.Pipelines.Single().Runs24h, feed.Problems.Count).ShouldBe((ExecutionStatus.Success, 1, 0));
    }

    [Fact]
    public void Run_ThatLeavesTheView_CountsForTheDay()
    {
        var feed = EvaluatedFeed.After(Past(), Given.Limit(2));

        for (var minute = 60; minute > 0; minute--)
        {
            feed.Take(Given.Ended($"run-{minute}", Given.Ago(minutes: minute), tookSeconds: minute));
            feed.TakeOutOfView($"run-{minute + 2}");
        }

        (feed.Pipelines.Single().Runs24h, feed.Pipelines.Single().UsualSeconds).ShouldBe((60, 11));
    }

    [Fact]
    public void Run_ThatTheDaemonRemoves_CountsNoLonger()
    {
        var feed = EvaluatedFeed.After(Past(Given.Failed("a", Given.Ago(minutes: 5))), Given.Status());

        feed.Take(Given.Removed("a"));

        (feed.Problems.Count, feed.Pipelines.Count).ShouldBe((0, 0));
    }

    // A daemon that keeps its newest runs only removed the failure while nobody watched, and now removes the good run.
    [Fact]
    public void Run_ThatTheDaemonRemoves_LeavesNoOlderOneThatItNoLongerLists()
    {
        var feed = EvaluatedFeed.After(Past(Given.Failed("bad", Given.Ago(minutes: 10))), Given.Status(), Given.Ended("good", Given.Ago(minutes: 5)));

        feed.Take(Given.Removed("good"));

        feed.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ExecutionStatus.Running)]
    [InlineData(ExecutionStatus.Cancelled)]
    public void Run_ThatTheDaemonRemoves_DecidedNothing_LeavesOlderOnes(ExecutionStatus status)
    {
        var feed = EvaluatedFeed.After(Past(Given.Failed("bad", Given.Ago(minutes: 10))), Given.Status(), Given.Run("new", status, startedAt: Given.Ago(minutes: 5)));

        feed.Take(Given.Removed("new"));

        feed.Problem(ProblemKinds.Failing).ExecutionId.ShouldBe("bad");
    }

    [Fact]
    public void Run_ThatTheDaemonRemovesFromAFullView_LeavesOlderOnesThatItMayStillHave()
    {
        var feed = EvaluatedFeed.After(
            Past(Given.Failed("bad", Given.Ago(minutes: 10))), Given.Limit(2), Given.Ended("good", Given.Ago(minutes: 5)), Given.Ended("other", Given.Ago(minutes: 6), pipeline: "other"));

        feed.Take(Given.Removed("good"), Given.Ended("older", Given.Ago(minutes: 7), pipeline: "other"));

        feed.Problem(ProblemKinds.Failing).ExecutionId.ShouldBe("bad");
    }

    [Fact]
    public void Start_AfterTheDaemonRemovedARun_LeavesNoOlderOneThatItNoLongerLists()
    {
        var past = Past(Given.Failed("bad", Given.Ago(minutes: 10))) with { Gone = [Given.Ended("good", Given.Ago(minutes: 5))] };

        EvaluatedFeed.After(past, Given.Status()).Problems.ShouldBeEmpty();
        EvaluatedFeed.After(past, Given.Status(), Given.Failed("new", Given.Ago(minutes: 1))).Problem(ProblemKinds.Failing).Count.ShouldBe(1);
    }

    [Fact]
    public void Seen_BeforeTheStart_IsPartOfTheDay()
    {
        var hours = Enumerable.Range(1, 24).Reverse().Select(hour => new SeenPart(Given.Ago(hours: hour), TimeSpan.FromHours(1), TimeSpan.FromMinutes(hour <= 12 ? 30 : 0)));

        var feed = EvaluatedFeed.After(new SourcePast(Given.Source, [], [.. hours]), Given.Status(), Given.Definition());

        feed.Pipelines.Single().SeenPercent24h.ShouldBe(25);
    }

    [Fact]
    public void Past_OfThousandsOfRuns_KeepsTheNewestOfEachPipeline()
    {
        var runs = new PastRuns();
        for (var place = 0; place < SourcePast.MostRuns + 2_000; place++)
        {
            runs.Add(Given.Ended($"busy-{place}", Given.Ago(seconds: place), pipeline: "busy"));
        }

        runs.Add(Given.Ended("rare", Given.Ago(days: 300), pipeline: "rare"));
        runs.Trim().Count.ShouldBe(2_001);
        (runs.Find("rare") is not null, runs.Find("busy-0") is not null, runs.Find($"busy-{SourcePast.MostRuns + 1_999}") is null).ShouldBe((true, true, true));
        runs.Trim().ShouldBeEmpty();
    }

    private static SourcePast Past(params ExecutionData[] runs) => new(Given.Source, runs, []);
}
