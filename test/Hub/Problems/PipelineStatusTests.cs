using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class PipelineStatusTests
{
    [Fact]
    public void Status_OfAPipelineWithRuns_TellsHowItStands()
    {
        var runs = Given.GoodRuns(10, 500, 20).Select(run => run with { RecordsProcessed = 40 });
        var feed = EvaluatedFeed.Live([.. runs, Given.Failed("bad", Given.Ago(minutes: 30)), Given.Running(startedAt: Given.Ago(minutes: 1)), Given.Definition(schedule: "0 * * * *")]);

        var status = feed.Pipelines.Single();
        (status.Source, status.Id, status.Name, status.Schedule, status.IsActive, status.NextDueAt).ShouldBe(("default", "orders", "Orders", "0 * * * *", true, Given.Now.AddHours(1)));
        (status.LastExecutionId, status.LastStatus, status.LastStartedAt).ShouldBe(("now", ExecutionStatus.Running, Given.Ago(minutes: 1)));
        (status.LastEndedAt, status.LastGoodAt).ShouldBe((Given.Ago(minutes: 30), Given.Ago(hours: 1)));
        (status.FailuresInARow, status.FailuresAtLeast).ShouldBe((1, false));
        (status.UsualSeconds, status.UsualRows).ShouldBe((20, 40));
        (status.Runs24h, status.Succeeded24h, status.Failed24h, status.SeenPercent24h).ShouldBe((4, 3, 1, 0));
        status.ObservedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void Status_ListedWithoutARun_KnowsNothingOfRuns()
    {
        var status = EvaluatedFeed.Live(Given.Definition(isActive: false)).Pipelines.Single();

        (status.IsActive, status.LastExecutionId, status.LastStatus, status.LastGoodAt, status.Runs24h).ShouldBe((false, null, null, null, 0));
        (status.UsualSeconds, status.UsualRows, status.FailuresInARow, status.FailuresAtLeast).ShouldBe((null, null, 0, false));
    }

    [Fact]
    public void Status_NotListed_IsActiveUnderTheNameOfItsRuns()
    {
        var status = EvaluatedFeed.Live(Given.Ended("a", Given.Now)).Pipelines.Single();

        (status.Name, status.Schedule, status.IsActive).ShouldBe(("Orders to warehouse", null, true));
    }

    [Fact]
    public void Status_DefinitionChanges_IsPublished()
    {
        var feed = EvaluatedFeed.Live(Given.Definition());

        feed.Take(Given.Definition(name: "Renamed"));

        feed.Pipelines.Single().Name.ShouldBe("Renamed");
    }

    [Fact]
    public void Status_RunOnlyMoves_IsNotPublishedAgain()
    {
        var feed = EvaluatedFeed.Live(Given.Running());

        feed.Take(Given.Running() with { RecordsProcessed = 9 }).Take(Given.Running() with { RecordsProcessed = 10 });

        feed.Published.OfType<PipelineStatus>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Status_RunEnds_IsPublishedAtOnce()
    {
        var feed = EvaluatedFeed.Live(Given.Running());

        feed.Take(Given.Ended("now", Given.Now));

        feed.Published.OfType<PipelineStatus>().Count().ShouldBe(2);
        feed.Pipelines.Single().Runs24h.ShouldBe(1);
    }

    [Fact]
    public void Status_ViewIsFull_CountsAllKnownRunsOfTheDay()
    {
        var feed = new EvaluatedFeed().Take(Given.Limit(2), Given.Ended("long", Given.Ago(hours: 1), tookSeconds: 7200));

        feed.Take(Given.Ended("a", Given.Ago(minutes: 20), pipeline: "other"), Given.Ended("b", Given.Ago(minutes: 10), pipeline: "other"));

        feed.Pipelines.Select(status => (status.Id, status.Runs24h, status.Succeeded24h)).ShouldBe([("orders", 1, 1), ("other", 2, 2)]);
    }

    [Fact]
    public void Status_OnlyTheClockMoves_IsPublishedAtMostOnceAMinute()
    {
        var feed = EvaluatedFeed.Live(Given.Ended("a", Given.Ago(hours: 23, minutes: 58, seconds: 30)));
        for (var second = 2; second <= 1200; second += 2)
        {
            feed.Advance(Given.Now.AddSeconds(second)).Hear(Given.Now.AddSeconds(second));
        }

        var published = feed.Published.OfType<PipelineStatus>().ToList();
        published.Count.ShouldBe(3, "the run left the day, and one percent of the day was watched");
        published.Select(status => (status.Runs24h, status.SeenPercent24h)).ShouldBe([(1, 0), (0, 0), (0, 1)]);
    }

    [Fact]
    public void Status_SourceDown_GoesOnAndClaimsNoFreshness()
    {
        var feed = EvaluatedFeed.Live(Given.Ended("a", Given.Ago(hours: 23, minutes: 58))).Take(Given.Down());

        feed.Advance(Given.Now.AddMinutes(4));

        var status = feed.Pipelines.Single();
        (status.Runs24h, status.LastStatus, status.ObservedAt).ShouldBe((0, ExecutionStatus.Success, Given.Now));
    }

    [Fact]
    public void Removed_NeitherListedNorRunForSevenDays_GoesByTheClock()
    {
        var feed = EvaluatedFeed.Live(Given.Ended("a", Given.Ago(days: 7).AddSeconds(90), tookSeconds: 0));
        feed.Pipelines.ShouldHaveSingleItem();

        for (var second = 2; second <= 180; second += 2)
        {
            feed.Advance(Given.Now.AddSeconds(second)).Hear(Given.Now.AddSeconds(second));
        }

        feed.Pipelines.ShouldBeEmpty();
        feed.Published.OfType<PipelineRemoved>().Single().Id.ShouldBe("orders");
    }

    [Fact]
    public void Removed_OldRunsOfAListedPipeline_AreNoReason() =>
        EvaluatedFeed.Live(Given.Ended("a", Given.Ago(days: 8)), Given.Definition()).Pipelines.ShouldHaveSingleItem();

    [Fact]
    public void Removed_NoLongerListedAndNeverRun_GoesAtOnce()
    {
        var feed = EvaluatedFeed.Live(Given.Definition());

        feed.Take(Given.Unlisted());

        feed.Pipelines.ShouldBeEmpty();
        feed.Published.OfType<PipelineRemoved>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Removed_SourceCannotBeSeen_Waits()
    {
        var feed = EvaluatedFeed.Live(Given.Ended("a", Given.Ago(days: 7).AddSeconds(90), tookSeconds: 0)).Take(Given.Down());

        feed.Advance(Given.Now.AddMinutes(10));

        feed.Pipelines.ShouldHaveSingleItem();
    }
}
