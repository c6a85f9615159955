using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>What is wrong with the monitor itself.</summary>
public sealed class MonitorProblemTests
{
    private readonly Part _part = new();
    private readonly EvaluatedFeed _feed;

    public MonitorProblemTests() => _feed = new EvaluatedFeed { Parts = [_part] }.Restart();

    [Fact]
    public void Part_ReportsConditions_OpensAndResolvesThem()
    {
        Report(Condition("one"), Condition("two"));
        var problem = _feed.Problems[0];
        (problem.Source, problem.Kind, problem.Component, problem.Severity, problem.Since, problem.Detail)
            .ShouldBe((SourceNames.Monitor, ProblemKinds.ChannelBroken, "one", ProblemSeverity.Critical, Given.Ago(minutes: 1), "404"));

        Report(Condition("two"));
        _feed.Problems.Select(open => open.Component).ShouldBe(["two"]);

        Report();
        _feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Part_DoesNotKnowYet_LeavesItsProblemsAsTheyAre()
    {
        Report(Condition("one"));
        var before = _feed.Problems.Single();

        _part.Current = null;
        _feed.Restart().Advance(_feed.Now.AddMinutes(5));

        _feed.Problems.Single().Id.ShouldBe(before.Id);
    }

    [Fact]
    public void Evaluator_StartsAgain_GoesOnWithTheSameProblem()
    {
        Report(Condition("one"));
        var before = _feed.Problems.Single();

        _feed.Restart().Advance(_feed.Now.AddSeconds(10));

        _feed.Problems.Single().Id.ShouldBe(before.Id);
    }

    [Fact]
    public void Rule_SwitchedOff_OpensNothing()
    {
        _feed.Use([.. BuiltInRules.All.Where(rule => rule.Kind != ProblemKinds.ChannelBroken)]);

        Report(Condition("one"));

        _feed.Problems.ShouldBeEmpty();
    }

    private static MonitorCondition Condition(string subject) => new(ProblemKinds.ChannelBroken, subject, $"The channel {subject} takes no messages", "404", Given.Ago(minutes: 1));

    private void Report(params MonitorCondition[] conditions)
    {
        _part.Current = conditions;
        _feed.Advance(_feed.Now.AddSeconds(5));
    }

    private sealed class Part : IMonitorConditions
    {
        public IReadOnlyList<string> Kinds { get; } = [ProblemKinds.ChannelBroken];

        public IReadOnlyList<MonitorCondition>? Current { get; set; } = [];
    }
}
