using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>A whole batch in mid-stream: the feed could not be followed and is read again.</summary>
public sealed class WholeBatchTests
{
    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)), Given.Definition());

    [Fact]
    public void Whole_NothingChanged_PublishesNothingTwice()
    {
        _feed.ReadWhole().ReadWhole();

        _feed.Published.OfType<Problem>().ShouldHaveSingleItem();
        _feed.Published.OfType<PipelineStatus>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Whole_RunsChangedMeanwhile_AreJudged()
    {
        _feed.ReadWhole(Given.Ended("b", Given.Ago(minutes: 1)), Given.Failed("c", Given.Now, "other"));

        _feed.Problems.Select(problem => problem.PipelineId).ShouldBe(["other"]);
        _feed.Published.OfType<ProblemResolved>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Whole_RunIsGone_ResolvesItsProblem()
    {
        var feed = EvaluatedFeed.Live(Given.Running() with { ObservedAt = Given.Ago(hours: 1) });
        feed.Problems.ShouldHaveSingleItem();

        feed.Lose(Given.Running().Key).ReadWhole();

        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Whole_FeedLostWhatWasPublished_PublishesItAgain()
    {
        var problem = _feed.Problems.Single();
        var status = _feed.Pipelines.Single();

        _feed.Lose(problem.Key).Lose(status.Key).ReadWhole();

        var (again, statusAgain) = (_feed.Problems.Single(), _feed.Pipelines.Single());
        again.Id.ShouldBe(problem.Id);
        again.IsNewerThan(problem).ShouldBeTrue();
        statusAgain.IsNewerThan(status).ShouldBeTrue();
    }

    [Fact]
    public void Whole_FeedHoldsAnOlderValue_PublishesTheNewerOne()
    {
        var first = _feed.Problems.Single();
        _feed.Take(Given.Failed("b", Given.Ago(minutes: 1)));

        _feed.Hold(first).ReadWhole();

        _feed.Problems.Single().Count.ShouldBe(2);
    }

    [Fact]
    public void Whole_FeedLostAResolution_PublishesItAgain()
    {
        var problem = _feed.Problems.Single();
        _feed.Take(Given.Ended("b", Given.Ago(minutes: 1)));

        _feed.Hold(problem).ReadWhole();

        _feed.Problems.ShouldBeEmpty();
        _feed.OpenInTerm.ShouldBeEmpty();
    }

    [Fact]
    public void Whole_AnotherEvaluatorOpenedTheSame_KeepsOne()
    {
        var problem = _feed.Problems.Single();

        _feed.Hold(problem with { Id = "twin", Epoch = 7 }).ReadWhole();

        _feed.Problems.Single().Id.ShouldBe(problem.Id);
    }

    [Fact]
    public void Whole_SourceLeftTheFeed_ResolvesNothing()
    {
        foreach (var message in _feed.Latest.Where(message => message is SourceStatus or ExecutionData).ToList())
        {
            _feed.Lose(message.Key);
        }

        _feed.ReadWhole();

        _feed.Problems.Single().UnseenSince.ShouldNotBeNull();
    }
}
