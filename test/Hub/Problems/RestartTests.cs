using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>A new term of the evaluator goes on from what an earlier one published.</summary>
public sealed class RestartTests
{
    private static readonly Acknowledgement Taken = new() { By = "ada@example.org", At = Given.Now, Until = Given.Now.AddHours(8), Note = "on it" };

    [Fact]
    public void Restart_NothingChanged_PublishesNoProblemAndNoStatusAgain()
    {
        var feed = Troubled();
        var before = (feed.Problems, feed.Pipelines);

        feed.Restart();

        feed.Problems.ShouldBe(before.Problems);
        feed.Pipelines.ShouldBe(before.Pipelines);
        feed.OpenInTerm.Count.ShouldBe(before.Problems.Count);
    }

    [Fact]
    public void Restart_ProblemGoesOn_KeepsIdBeginningAndWhatPeopleDid()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)));
        var before = feed.Problems.Single() with { Acknowledged = Taken, SilencedUntil = Given.Now.AddHours(1) };

        feed.Hold(before).Restart(Given.Down());

        var after = feed.Problem(ProblemKinds.Failing);
        (after.Id, after.Since, after.Acknowledged, after.SilencedUntil).ShouldBe((before.Id, before.Since, Taken, before.SilencedUntil));
        after.UnseenSince.ShouldNotBeNull();
        after.IsNewerThan(before).ShouldBeTrue();
    }

    [Fact]
    public void Restart_ProblemGotWorse_EndsItsAcknowledgement()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)));
        var before = feed.Problems.Single() with { Acknowledged = Taken };

        feed.Hold(before).Restart(Given.Failed("b", Given.Ago(minutes: 1)));

        var after = feed.Problems.Single();
        (after.Id, after.Count, after.Acknowledged).ShouldBe((before.Id, 2, null));
    }

    [Fact]
    public void Restart_WhatEvidenceSaysIsOver_IsResolved()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)), Given.Health(Given.Component(false)));

        feed.Restart(Given.Ended("b", Given.Ago(minutes: 1)), Given.Health(Given.Component()));

        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Count().ShouldBe(2);
    }

    [Fact]
    public void Restart_SourceIsDown_ResolvesNothing()
    {
        var feed = Troubled();

        feed.Restart(Given.Down(), Given.HealthFallback());

        feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
        feed.Problems.Where(problem => problem.Kind != ProblemKinds.Unreachable).ShouldAllBe(problem => problem.UnseenSince != null && problem.PartOf != null);
    }

    [Fact]
    public void Restart_SourceNotHeardYet_JudgesNothing()
    {
        var feed = Troubled();

        feed.Restart(Given.Connecting());

        feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
        feed.Problems.ShouldAllBe(problem => problem.UnseenSince == Given.Now && problem.PartOf == null);
    }

    [Fact]
    public void Restart_EarlierFailuresLeftTheView_KeepsWhatWasKnown()
    {
        var feed = new EvaluatedFeed().Take(Given.Limit(2), Given.Ended("good", Given.Ago(hours: 20)));
        foreach (var hours in new[] { 10, 9, 8, 7 })
        {
            feed.Take(Given.Failed($"bad-{hours}", Given.Ago(hours: hours)));
        }

        var before = feed.Problems.Single();
        feed.TakeOutOfView("good", "bad-10", "bad-9").Restart();

        var after = feed.Problems.Single();
        (after.Id, after.Since, after.Count, after.LastGoodAt).ShouldBe((before.Id, Given.Ago(hours: 10), before.Count, Given.Ago(hours: 20)));
    }

    [Fact]
    public void Restart_AllRunsOfTheFailingPipelineLeftTheView_StaysOpen()
    {
        var feed = new EvaluatedFeed().Take(Given.Limit(1), Given.Failed("bad", Given.Ago(hours: 2)));
        var before = feed.Problems.Single();

        feed.Take(Given.Ended("other", Given.Ago(hours: 1), pipeline: "other")).TakeOutOfView("bad").Restart();

        feed.Problems.Single().Id.ShouldBe(before.Id);
    }

    [Fact]
    public void Restart_StuckRunStoodStill_IsStillStuckSinceThen()
    {
        var feed = EvaluatedFeed.Live(Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 7, ObservedAt = Given.Ago(minutes: 59) });
        feed.Take(Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 7, TriggeredBy = "ada" });
        var before = feed.Problems.Single();

        feed.Restart();

        (feed.Problems.Single().Id, feed.Problems.Single().Since).ShouldBe((before.Id, Given.Ago(minutes: 59)));
    }

    [Fact]
    public void Restart_StuckRunMovedMeanwhile_IsResolved()
    {
        var feed = EvaluatedFeed.Live(Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 7, ObservedAt = Given.Ago(minutes: 59) });
        feed.Now = Given.Now.AddSeconds(1);

        feed.Restart(Given.Running(startedAt: Given.Ago(hours: 1)) with { RecordsProcessed = 8, ObservedAt = Given.Now.AddSeconds(1) });

        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Restart_PipelineIsGone_IsRemoved()
    {
        var feed = EvaluatedFeed.Live(Given.Definition());

        feed.Lose(Given.Definition().Key).Restart();

        feed.Pipelines.ShouldBeEmpty();
    }

    [Fact]
    public void Restart_SourceWasWatched_GoesOnFromThatShareOfTheDay()
    {
        var feed = EvaluatedFeed.Live(Given.Definition());
        feed.Hold(feed.Pipelines.Single() with { SeenPercent24h = 60 }).Restart();

        for (var second = 2; second <= 180; second += 2)
        {
            feed.Hear(Given.Now.AddSeconds(second));
        }

        feed.Pipelines.Single().SeenPercent24h.ShouldBe(60);
        feed.Published.OfType<PipelineStatus>().ShouldHaveSingleItem("nothing changed by a whole percent");
    }

    [Fact]
    public void Restart_RunsOfAListedPipelineLeftTheView_KeepsWhatWasKnownOfThem()
    {
        var feed = new EvaluatedFeed().Take([Given.Limit(4), Given.Definition(), .. Given.GoodRuns(10, 500, 20)]);
        var before = feed.Pipelines.Single();

        LoseGoodRuns(feed).Restart([.. Enumerable.Range(1, 4).Select(place => Given.Ended($"other-{place}", Given.Ago(minutes: place), pipeline: "other"))]);

        var after = feed.Pipelines.Single(pipeline => pipeline.Id == "orders");
        (after.LastExecutionId, after.LastStatus, after.LastStartedAt, after.LastEndedAt).ShouldBe((before.LastExecutionId, before.LastStatus, before.LastStartedAt, before.LastEndedAt));
        (after.LastGoodAt, after.UsualSeconds, after.UsualRows).ShouldBe((before.LastGoodAt, 20, before.UsualRows));
    }

    [Fact]
    public void Restart_NewerRunOfThePipelineIsKnown_TakesThePlaceOfTheOlder()
    {
        var feed = new EvaluatedFeed().Take([Given.Limit(3), Given.Definition(), .. Given.GoodRuns(10, 500, 20)]);

        LoseGoodRuns(feed).Restart(Given.Limit(1), Given.Failed("new", Given.Ago(minutes: 1))).Take(Given.Running("newest", Given.Now));

        var status = feed.Pipelines.Single();
        (status.LastExecutionId, status.LastStatus, status.UsualSeconds).ShouldBe(("newest", ExecutionStatus.Running, 20));
    }

    [Fact]
    public void Restart_LastRunOfAnUnlistedPipelineLeftTheView_IsKeptForSevenDays()
    {
        var feed = new EvaluatedFeed().Take(Given.Limit(1), Given.Ended("old", Given.Ago(days: 2)));
        feed.Take(Given.Ended("other", Given.Ago(hours: 1), pipeline: "other")).TakeOutOfView("old").Restart();
        feed.Advance(Given.Now.AddMinutes(2)).Hear(feed.Now).Pipelines.ShouldContain(pipeline => pipeline.Id == "orders");

        feed.Hear(Given.Now.AddDays(5)).Pipelines.ShouldNotContain(pipeline => pipeline.Id == "orders");
    }

    [Fact]
    public void Restart_ProblemOfAnotherKind_IsLeftAlone()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Now));
        var other = feed.Problems.Single() with { Id = "other", Kind = "later-kind" };

        feed.Hold(other).Restart().Take(Given.Ended("b", Given.Now.AddMinutes(1)));

        feed.Problems.ShouldBe([other]);
    }

    // They leave the view while no evaluator reads the feed.
    private static EvaluatedFeed LoseGoodRuns(EvaluatedFeed feed) =>
        feed.Lose(Given.Run("good-0").Key).Lose(Given.Run("good-1").Key).Lose(Given.Run("good-2").Key);

    private static EvaluatedFeed Troubled() => EvaluatedFeed.Live(
        Given.Failed("a", Given.Ago(minutes: 5)),
        Given.Running(startedAt: Given.Ago(hours: 1), pipeline: "other") with { RecordsProcessed = 7, ObservedAt = Given.Ago(hours: 1) },
        Given.Health(Given.Component(false)));
}
