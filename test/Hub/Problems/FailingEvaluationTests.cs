using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>A source whose evaluation fails unexpectedly does not keep the others from being evaluated.</summary>
public sealed class FailingEvaluationTests
{
    // Nothing that a collector sends: it makes the evaluation throw.
    private static readonly ExecutionData Broken = Given.Run("broken") with { PipelineId = null! };

    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(hours: 1)));

    [Fact]
    public void Failure_OfOneSource_LeavesTheOthers()
    {
        _feed.Now = Given.Now.AddSeconds(2);

        _feed.Take(Broken, Given.Status() with { Source = "other" }, Given.Failed("b", Given.Now) with { Source = "other" });

        _feed.Failures.Single().Source.ShouldBe(Given.Source);
        _feed.Problems.ShouldContain(problem => problem.Source == "other");
        _feed.Published.OfType<SourceEvaluated>().Last(evaluated => evaluated.Source == Given.Source).EvaluatedAt.ShouldBe(Given.Now);
    }

    [Fact]
    public void Failure_IsOver_GoesOnWithTheSameProblem()
    {
        var before = _feed.Problems.Single();
        _feed.Take(Broken);

        _feed.Lose(Broken.Key).Retry(Given.Now.AddSeconds(1));

        _feed.Problems.Single().Id.ShouldBe(before.Id);
        _feed.Published.OfType<ProblemResolved>().ShouldBeEmpty();
        _feed.Take(Given.Ended("c", Given.Now.AddSeconds(1))).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Failure_GoesOn_IsTriedAgainLessAndLessOftenAndReportedOnce()
    {
        _feed.Take(Broken);

        for (var second = 1; second <= 40; second++)
        {
            _feed.Retry(Given.Now.AddSeconds(second));
        }

        _feed.Retries.ShouldBe([1, 3, 7, 15, 31]);
        _feed.Failures.ShouldHaveSingleItem();
    }
}
