using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class ThresholdTests
{
    private readonly EvaluatedFeed _feed = EvaluatedFeed.Live(Given.Stats(10)).Use([.. BuiltInRules.All, Rule("""{"figure":"cpuUsage","above":90,"clear":80,"forSeconds":60}""")]);

    [Fact]
    public void Threshold_PastForItsTime_Opens()
    {
        Tell(95, seconds: 59);
        _feed.Problems.ShouldBeEmpty();

        Tell(96, seconds: 3);

        var problem = _feed.Problems.Single();
        (problem.Kind, problem.RuleId, problem.Figure, problem.Severity, problem.State).ShouldBe((ProblemKinds.Threshold, "r1", "cpuUsage", ProblemSeverity.Warning, ProblemState.Open));
        (problem.Since, problem.Title, problem.Detail).ShouldBe((Given.Now.AddSeconds(1), "CPU use of default is above 90", "Busy"));
    }

    [Fact]
    public void Threshold_WellForASecond_BeginsAgain()
    {
        Tell(95, seconds: 50);
        Tell(50, seconds: 1);
        Tell(95, seconds: 50);

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Threshold_NoLongerPast_RecoversUntilItIsWellForItsTime()
    {
        Tell(95, seconds: 62);
        Tell(85, seconds: 100);
        _feed.Problems.Single().State.ShouldBe(ProblemState.Recovering);

        Tell(95, seconds: 1);
        _feed.Problems.Single().State.ShouldBe(ProblemState.Open);

        var wellAt = _feed.Now.AddSeconds(1);
        Tell(80, seconds: 59);
        _feed.Problems.Single().State.ShouldBe(ProblemState.Recovering);
        Tell(70, seconds: 3);
        _feed.Problems.ShouldBeEmpty();
        _feed.Published.OfType<ProblemResolved>().Single().ResolvedAt.ShouldBe(wellAt);
    }

    [Fact]
    public void Threshold_FigureIsNotKnown_TimeStandsStill()
    {
        Tell(95, seconds: 40);
        Tell(null, seconds: 100);
        _feed.Problems.ShouldBeEmpty();
        Tell(95, seconds: 10);
        _feed.Problems.ShouldBeEmpty();

        Tell(95, seconds: 15);
        _feed.Problems.ShouldHaveSingleItem();
        Tell(null, seconds: 100);

        _feed.Problems.Single().UnseenSince.ShouldNotBeNull();
    }

    [Fact]
    public void Threshold_SourceCannotBeReached_IsUnseenAndNotResolved()
    {
        Tell(95, seconds: 62);

        _feed.Take(Given.Down(_feed.Now), Given.Stats(0) with { Fallback = true, ObservedAt = _feed.Now });
        _feed.Advance(_feed.Now.AddHours(1));

        var problem = _feed.Problem(ProblemKinds.Threshold);
        (problem.UnseenSince, problem.PartOf).ShouldBe((Given.Now.AddSeconds(62), _feed.Problem(ProblemKinds.Unreachable).Id));
    }

    [Fact]
    public void Threshold_RuleIsGone_IsResolved()
    {
        Tell(95, seconds: 62);

        _feed.Use([]);

        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Threshold_EvaluatorStartsAgain_IsTheSame()
    {
        Tell(95, seconds: 62);
        var id = _feed.Problems.Single().Id;

        _feed.Restart();
        Tell(95, seconds: 2);

        _feed.Problems.Single().Id.ShouldBe(id);
    }

    [Fact]
    public void Threshold_NothingChanges_PublishesNothing()
    {
        Tell(95, seconds: 62);
        var before = _feed.Published.OfType<Problem>().Count();

        Tell(99, seconds: 100);

        _feed.Published.OfType<Problem>().Count().ShouldBe(before);
    }

    [Fact]
    public void Threshold_FigureOfAPipeline_OpensAndEndsWithItsRuns()
    {
        _feed.Use([Rule("""{"figure":"failuresInARow","above":1}""") with { Match = new RuleMatch { Pipelines = ["orders*"] } }]);
        _feed.Take(Given.Failed("a", Given.Ago(minutes: 5)), Given.Failed("o", Given.Ago(minutes: 5), "other"));
        _feed.Take(Given.Failed("b", Given.Ago(minutes: 4)), Given.Failed("p", Given.Ago(minutes: 4), "other"));

        var problem = _feed.Problems.Single();
        (problem.PipelineId, problem.Figure, problem.Title).ShouldBe(("orders", "failuresInARow", "The number of failures in a row of Orders to warehouse is above 1"));

        _feed.Take(Given.Ended("c", Given.Ago(minutes: 3)));
        _feed.Problems.ShouldBeEmpty();
    }

    private static Rule Rule(string settings) =>
        new("r1", "Busy", ProblemKinds.Threshold, true, ProblemSeverity.Warning, RuleMatch.Everything, JsonNode.Parse(settings)!.AsObject(), null);

    private void Tell(double? cpu, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _feed.Advance(_feed.Now.AddSeconds(1));
            _feed.Take(Given.Stats(cpu) with { ObservedAt = _feed.Now }, Given.Heartbeat(_feed.Now));
        }
    }
}
