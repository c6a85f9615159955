using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class LateRunTests
{
    [Fact]
    public void Stuck_NothingMoved_OpensWithTheLastGoodRunOfItsPipeline()
    {
        var feed = EvaluatedFeed.Live(Stuck(hours: 1), Given.Ended("a", Given.Ago(hours: 2)));

        var problem = feed.Problems.Single();
        (problem.Kind, problem.Severity, problem.ExecutionId, problem.PipelineName).ShouldBe((ProblemKinds.Stuck, ProblemSeverity.Warning, "now", "Orders to warehouse"));
        (problem.Since, problem.LastGoodAt, problem.UsualSeconds, problem.Count).ShouldBe((Given.Ago(hours: 1), Given.Ago(hours: 2), null, null));
        problem.Title.ShouldBe("Orders to warehouse is stuck: nothing has moved for long");
    }

    [Fact]
    public void Stuck_StoodStillWhenFirstSeen_MayHaveBeenSoForLongerUntilItMoves()
    {
        var feed = EvaluatedFeed.Live(Stuck(minutesAgo: 30));
        feed.Problems.Single().SinceAtLeast.ShouldBeTrue();

        feed.Take(Stuck(minutesAgo: 10) with { RecordsProcessed = 8 });

        var stuck = feed.Problems.Single();
        (stuck.Since, stuck.SinceAtLeast).ShouldBe((Given.Ago(minutes: 10), false));
    }

    [Fact]
    public void Slow_TakesFarLongerThanUsual_OpensByTheClock()
    {
        var feed = EvaluatedFeed.Live([.. Given.GoodRuns(600, 600, 600), Given.Running(startedAt: Given.Now)]);

        HearUntil(feed, Given.Now.AddMinutes(20));
        feed.Problems.ShouldBeEmpty();
        HearUntil(feed, Given.Now.AddMinutes(20).AddSeconds(2));

        var problem = feed.Problems.Single();
        (problem.Kind, problem.Since, problem.UsualSeconds).ShouldBe((ProblemKinds.Slow, Given.Now.AddMinutes(10), 600));
        problem.Title.ShouldBe("Orders to warehouse is running much longer than usual");
    }

    [Fact]
    public void Slow_StopsMoving_IsReplacedByStuck()
    {
        var feed = EvaluatedFeed.Live([.. Given.GoodRuns(600, 600, 600), Given.Running(startedAt: Given.Ago(minutes: 21)) with { RecordsProcessed = 1 }]);
        var slow = feed.Problems.Single();

        HearUntil(feed, Given.Now.AddMinutes(6));

        var stuck = feed.Problems.Single();
        (slow.Kind, stuck.Kind, stuck.Since).ShouldBe((ProblemKinds.Slow, ProblemKinds.Stuck, Given.Now));
        feed.Published.OfType<ProblemResolved>().Single().Id.ShouldBe(slow.Id);
    }

    [Fact]
    public void Stuck_MovesAgain_IsResolvedThen()
    {
        var feed = EvaluatedFeed.Live(Stuck(hours: 1));

        feed.Take(Stuck(hours: 0) with { RecordsProcessed = 8 });

        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void Stuck_RunEnds_IsResolvedWhenItEnded()
    {
        var feed = EvaluatedFeed.Live(Stuck(hours: 1));

        feed.Take(Given.Ended("now", Given.Ago(seconds: 5), tookSeconds: 3600));

        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Ago(seconds: 5));
    }

    [Fact]
    public void Stuck_DaemonNoLongerHasTheRun_IsResolvedByItsWord()
    {
        var feed = EvaluatedFeed.Live(Stuck(hours: 1));

        feed.Take(Given.Removed("now"));

        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stuck_NobodyCouldHearOfTheRun_DoesNotOpen(bool isDown)
    {
        var feed = EvaluatedFeed.Live(Given.Running() with { RecordsProcessed = 1 });
        if (isDown)
        {
            feed.Take(Given.Down());
        }

        feed.Advance(Given.Now.AddHours(1));

        feed.Problems.Select(problem => problem.Kind).ShouldBe([ProblemKinds.Unreachable]);
    }

    [Fact]
    public void Stuck_RunsCannotBeHeardOf_StaysUnseenSinceTheyCould()
    {
        var since = Given.Ago(days: 1);
        var feed = new EvaluatedFeed().Take(Given.Status(SourceState.Degraded, FeedNames.Stats) with { Since = since }, Stuck(hours: 1));

        feed.Take(Given.Status(SourceState.Degraded, FeedNames.Stats, FeedNames.Executions) with { Since = since, ObservedAt = Given.Now.AddMilliseconds(1) });
        HearUntil(feed, Given.Now.AddHours(1));

        var problem = feed.Problem(ProblemKinds.Stuck);
        (problem.Since, problem.UnseenSince, problem.PartOf).ShouldBe((Given.Ago(hours: 1), Given.Now, null));
    }

    [Fact]
    public void Late_TwoRuns_StandApart()
    {
        var feed = EvaluatedFeed.Live(
            Given.Running("a", pipeline: "a") with { ObservedAt = Given.Ago(hours: 1) }, Given.Running("b", pipeline: "b") with { ObservedAt = Given.Ago(hours: 2) });

        feed.Problems.Select(problem => (problem.ExecutionId, problem.Since)).ShouldBe([("a", Given.Ago(hours: 1)), ("b", Given.Ago(hours: 2))], ignoreOrder: true);
    }

    [Fact]
    public void Late_WhilePipelineFails_AreTwoProblems() =>
        EvaluatedFeed.Live(Stuck(hours: 1), Given.Failed("a", Given.Ago(hours: 3))).Problems.Select(problem => problem.Kind)
            .ShouldBe([ProblemKinds.Failing, ProblemKinds.Stuck], ignoreOrder: true);

    private static ExecutionData Stuck(double hours = 0, double minutesAgo = 0) =>
        Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 7, ObservedAt = Given.Ago(hours: hours, minutes: minutesAgo) };

    private static void HearUntil(EvaluatedFeed feed, DateTimeOffset until)
    {
        while (feed.Now < until)
        {
            feed.Advance(feed.Now.AddSeconds(2)).Hear(feed.Now);
        }
    }
}
