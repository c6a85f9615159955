using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class VanishedTests
{
    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Definition()).Take(Given.Unlisted());

    [Fact]
    public void Vanished_DaemonNoLongerListsThePipeline_Opens()
    {
        var problem = _feed.Problems.Single();

        (problem.Kind, problem.PipelineId, problem.PipelineName, problem.Severity).ShouldBe((ProblemKinds.Vanished, "orders", "Orders", ProblemSeverity.Warning));
        problem.Title.ShouldBe("Orders is no longer listed by default");
    }

    [Fact]
    public void Vanished_ListedAgain_IsResolved()
    {
        _feed.Take(Given.Definition());

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Vanished_ForSevenDays_IsResolved()
    {
        _feed.Now = Given.Now.AddDays(7).AddSeconds(1);

        _feed.Take(Given.Heartbeat(_feed.Now));
        _feed.Advance(_feed.Now.AddSeconds(1));

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Vanished_EvaluatorStartsAgain_IsTheSame()
    {
        var id = _feed.Problems.Single().Id;

        _feed.Restart();

        _feed.Problems.Single().Id.ShouldBe(id);
    }
}
