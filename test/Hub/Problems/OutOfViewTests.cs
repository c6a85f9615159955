using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>A long run that newer ones of another pipeline have put out of view.</summary>
public sealed class OutOfViewTests
{
    private const string Nightly = "nightly";

    private static readonly ExecutionData Running = Given.Running("night", Given.Ago(hours: 6), Nightly);
    private static readonly ExecutionData Failed = Given.Failed("night", Given.Now, Nightly, tookSeconds: 6 * 3600);
    private static readonly ExecutionData Good = Failed with { Status = ExecutionStatus.Success };

    private readonly EvaluatedFeed _feed = new EvaluatedFeed().Take([Given.Limit(3), .. Others(1), Running]);

    [Fact]
    public void Run_FailsOutOfView_StillIsAProblemAndCounts()
    {
        _feed.Take(Failed);

        Failing.ExecutionId.ShouldBe("night");
        var status = _feed.Pipelines.Single(pipeline => pipeline.Id == Nightly);
        (status.Failed24h, status.Succeeded24h, status.LastStatus).ShouldBe((1, 0, ExecutionStatus.Failed));
        _feed.Pipelines.Single(pipeline => pipeline.Id == "orders").Succeeded24h.ShouldBe(3);
    }

    [Fact]
    public void Run_FeedSaysThatItLeftTheView_IsRemembered()
    {
        _feed.Take(Failed).TakeOutOfView("night");

        Failing.ExecutionId.ShouldBe("night");
        _feed.Pipelines.ShouldContain(pipeline => pipeline.Id == Nightly);
    }

    [Fact]
    public void Run_StaysUntilANewerRunOfItsPipelineWasGood()
    {
        _feed.Take(Failed).Take([.. Later()]);
        Failing.ExecutionId.ShouldBe("night");

        _feed.Take(Given.Ended("night-2", Given.Now.AddHours(1), pipeline: Nightly));

        _feed.Problems.Where(problem => problem.Kind == ProblemKinds.Failing).ShouldBeEmpty();
    }

    [Fact]
    public void Run_WasGood_IsTheLastGoodRunOfItsPipeline()
    {
        _feed.Take(Good).Take([.. Later()]).Take(Given.Failed("night-2", Given.Now.AddHours(1), Nightly));

        (Failing.Count, Failing.SinceAtLeast, Failing.LastGoodAt).ShouldBe((1, false, Given.Now));
        _feed.Pipelines.Single(pipeline => pipeline.Id == Nightly).FailuresAtLeast.ShouldBeFalse();
    }

    [Fact]
    public void Run_IsTheFirstFailure_SaysSinceWhenAndThatThereMayBeMore()
    {
        var first = Given.Failed("first", Given.Ago(hours: 9), Nightly);
        var last = Given.Ended("last", Given.Ago(hours: 12), pipeline: Nightly);
        var feed = new EvaluatedFeed().Take([Given.Limit(3), last, first, .. Others(1), Failed]);

        feed.Take(Given.Failed("next", Given.Now.AddMinutes(1), Nightly));

        var problem = feed.Problem(ProblemKinds.Failing);
        (problem.Since, problem.Count, problem.SinceAtLeast, problem.LastGoodAt).ShouldBe((Given.Ago(hours: 9), 3, false, Given.Ago(hours: 12)));
        feed.Pipelines.Single(pipeline => pipeline.Id == Nightly).FailuresAtLeast.ShouldBeTrue();
    }

    [Fact]
    public void Run_ManyFailuresLeaveTheView_AreStillCounted()
    {
        var feed = new EvaluatedFeed().Take([Given.Limit(2), Given.Ended("good", Given.Ago(hours: 20))]);
        for (var place = 0; place < 8; place++)
        {
            feed.Take(Given.Failed($"bad-{place}", Given.Ago(hours: 10 - place)));
        }

        var problem = feed.Problem(ProblemKinds.Failing);
        problem.Since.ShouldBe(Given.Ago(hours: 10));
        problem.Count.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(3);
        problem.Title.ShouldContain("at least");
        problem.LastGoodAt.ShouldBe(Given.Ago(hours: 20));
    }

    [Fact]
    public void Run_DaemonNoLongerHasIt_Goes()
    {
        _feed.Take(Failed).Take(Given.Removed("night"));
        _feed.Problems.ShouldBeEmpty();

        var running = new EvaluatedFeed().Take([Given.Limit(3), .. Others(1), Running]).Take(Given.Removed("night"));
        running.Advance(Given.Now.AddMinutes(1)).Pipelines.ShouldNotContain(pipeline => pipeline.Id == Nightly);
    }

    [Fact]
    public void Run_EverythingThatTheDaemonHasIsInView_Goes()
    {
        _feed.Take(Failed).Take([.. Others(1).Select(run => Given.Removed(run.Id))]);

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Run_FeedIsReadAgain_IsKept()
    {
        _feed.Take(Failed).TakeOutOfView("night").ReadWhole();

        Failing.ExecutionId.ShouldBe("night");
        _feed.Published.OfType<Problem>().Count(problem => problem.Kind == ProblemKinds.Failing).ShouldBe(1);
    }

    [Fact]
    public void Run_WouldBeInViewIfTheDaemonStillHadIt_GoesWhenTheFeedIsReadAgain()
    {
        _feed.Take(Failed).TakeOutOfView("night", "other-1-0");

        _feed.ReadWhole(Given.Ended("old", Given.Ago(hours: 9)));

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Run_IsReportedAgain_IsKnownOnce()
    {
        _feed.Take(Failed).Take(Failed);

        _feed.Pipelines.Single(pipeline => pipeline.Id == Nightly).Failed24h.ShouldBe(1);
        Failing.Count.ShouldBe(1);
    }

    private Problem Failing => _feed.Problem(ProblemKinds.Failing);

    private static IEnumerable<ExecutionData> Others(int fromMinute) =>
        Enumerable.Range(0, 3).Select(place => Given.Ended($"other-{fromMinute}-{place}", Given.Ago(minutes: fromMinute + place), tookSeconds: 1));

    private static IEnumerable<SourceMessage> Later() =>
        Enumerable.Range(1, 3).Select(place => Given.Ended($"later-{place}", Given.Now.AddMinutes(10 * place), tookSeconds: 1));
}
