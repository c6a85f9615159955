using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class FailingPipelineTests
{
    [Fact]
    public void Problem_NewestEndedRunFailed_Opens()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1)) with { ErrorMessage = "\ndisk full\nat x" }, Given.Ended("b", Given.Ago(hours: 1)));

        var problem = feed.Problems.ShouldHaveSingleItem();
        problem.Kind.ShouldBe(ProblemKinds.Failing);
        problem.Severity.ShouldBe(ProblemSeverity.Critical);
        problem.State.ShouldBe(ProblemState.Open);
        (problem.PipelineId, problem.PipelineName, problem.ExecutionId).ShouldBe(("orders", "Orders to warehouse", "a"));
        (problem.Title, problem.Detail).ShouldBe(("Orders to warehouse failed", "disk full"));
        (problem.Count, problem.Since, problem.SinceAtLeast, problem.LastGoodAt).ShouldBe((1, Given.Ago(minutes: 1), false, Given.Ago(hours: 1)));
        (problem.UnseenSince, problem.PartOf, problem.Acknowledged).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData("Orders\u2069\u202E", "\u2068Orders\u202E\u202C\u2069 failed")]
    [InlineData("طلبات", "\u2068طلبات\u2069 failed")]
    public void Problem_PipelineWithANameOfAnotherDirection_HasItIsolatedInTheTitleOnly(string name, string title)
    {
        var problem = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1)) with { PipelineName = name }).Problems.ShouldHaveSingleItem();

        (problem.Title, problem.PipelineName).ShouldBe((title, name));
    }

    [Fact]
    public void Problem_ARunWasGoodAgain_IsResolvedWhenThatEnded()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)));
        var opened = feed.Problems.Single();

        feed.Take(Given.Ended("b", Given.Ago(minutes: 1)));

        feed.Problems.ShouldBeEmpty();
        var resolved = feed.Published.OfType<ProblemResolved>().ShouldHaveSingleItem();
        (resolved.Id, resolved.ResolvedAt).ShouldBe((opened.Id, Given.Ago(minutes: 1)));
        EvaluatedFeed.Live(Given.Ended("a", Given.Ago(minutes: 1)), Given.Failed("b", Given.Ago(hours: 1))).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Problem_FailuresInARow_CountsThemSinceTheFirst()
    {
        var feed = EvaluatedFeed.Live(
            Given.Failed("a", Given.Ago(minutes: 1)), Given.Failed("b", Given.Ago(minutes: 10)), Given.Ended("c", Given.Ago(hours: 1)), Given.Failed("d", Given.Ago(hours: 2)));

        var problem = feed.Problems.Single();
        (problem.Count, problem.Since, problem.Title).ShouldBe((2, Given.Ago(minutes: 10), "Orders to warehouse failed 2 times in a row"));
    }

    [Fact]
    public void Problem_NextRunGoesOnAndOneWasCancelled_Stays()
    {
        var feed = EvaluatedFeed.Live(
            Given.Running("now", Given.Now),
            Given.Ended("stopped", Given.Ago(minutes: 1), ExecutionStatus.Cancelled),
            Given.Failed("a", Given.Ago(minutes: 10)),
            Given.Ended("b", Given.Ago(hours: 1)));

        var problem = feed.Problems.Single();
        (problem.Kind, problem.Count, problem.ExecutionId).ShouldBe((ProblemKinds.Failing, 1, "a"));
    }

    [Fact]
    public void Problem_RowLongerThanTheView_SaysSo()
    {
        var feed = new EvaluatedFeed().Take(Given.Limit(2), Given.Failed("a", Given.Ago(minutes: 1)), Given.Failed("b", Given.Ago(hours: 1)));

        var problem = feed.Problems.Single();
        (problem.Count, problem.SinceAtLeast, problem.LastGoodAt).ShouldBe((2, true, null));
        problem.Title.ShouldBe("Orders to warehouse failed at least 2 times in a row");
        (feed.Pipelines.Single().FailuresInARow, feed.Pipelines.Single().FailuresAtLeast).ShouldBe((2, true));
    }

    [Fact]
    public void Problem_EverythingInView_IsNotOpenEnded()
    {
        var problem = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1))).Problems.Single();

        (problem.SinceAtLeast, problem.LastGoodAt).ShouldBe((false, null));
    }

    [Fact]
    public void Problem_FailsAgain_KeepsItsIdAndPointsToTheNewestRun()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)));
        var id = feed.Problems.Single().Id;

        feed.Take(Given.Failed("b", Given.Ago(minutes: 1)));

        var problem = feed.Problems.Single();
        (problem.Id, problem.ExecutionId, problem.Count, problem.Since).ShouldBe((id, "b", 2, Given.Ago(hours: 1)));
    }

    [Fact]
    public void Problem_FailsAfterItWasGood_IsANewOne()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 50)));
        var id = feed.Problems.Single().Id;

        feed.Take(Given.Ended("b", Given.Ago(minutes: 40))).Take(Given.Failed("c", Given.Ago(minutes: 30)));

        feed.Problems.Single().Id.ShouldNotBe(id);
    }

    [Fact]
    public void Problems_OfTwoPipelines_StandApart() =>
        EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1), "p1"), Given.Failed("b", Given.Ago(hours: 1), "p2"))
            .Problems.Select(problem => (problem.Kind, problem.PipelineId)).ShouldBe([(ProblemKinds.Failing, "p1"), (ProblemKinds.Failing, "p2")], ignoreOrder: true);

    [Fact]
    public void Problem_NothingChanged_IsNotPublishedAgain()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1)));

        feed.Hear(Given.Now.AddSeconds(1)).Hear(Given.Now.AddSeconds(2)).Take(Given.Running("next", Given.Now.AddSeconds(2)));

        feed.Published.OfType<Problem>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Problem_DaemonForgetsTheFailure_IsResolvedByItsWord()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1)));
        feed.Now = Given.Now.AddSeconds(3);

        feed.Take(Given.Removed("a") with { ObservedAt = Given.Now.AddSeconds(2) });

        feed.Problems.ShouldBeEmpty();
        feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(Given.Now.AddSeconds(2));
    }

    [Fact]
    public void Problem_DaemonReportsNoTimes_OpensSinceItWasReported()
    {
        var problem = EvaluatedFeed.Live(Given.Run("a", ExecutionStatus.Failed) with { StartedAt = null }).Problems.Single();

        (problem.Since, problem.SinceAtLeast).ShouldBe((Given.Now, true));
    }

    [Fact]
    public void Problem_RunWithoutAPipeline_HasAProblemButNoStatus()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 1), pipeline: ""));

        (feed.Problems.Single().PipelineId, feed.Problems.Single().Title).ShouldBe((null, "A pipeline without a name failed"));
        feed.Pipelines.ShouldBeEmpty();
    }
}
