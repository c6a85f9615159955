using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class RuleExplanationTests
{
    private static readonly Rule Cpu = new(
        "r1", "Busy", ProblemKinds.Threshold, true, ProblemSeverity.Warning, RuleMatch.Everything, JsonNode.Parse("""{"figure":"cpuUsage","above":90,"forSeconds":60}""")!.AsObject(), null);

    [Fact]
    public void Explain_Threshold_NamesTheNumbersCompared()
    {
        var explanation = EvaluatedFeed.Live(Given.Stats(42.5)).Explain(Cpu);

        explanation.Fires.ShouldBe(false);
        explanation.Because.ShouldBe(["CPU use is 42.5; the rule fires when it is above 90 for 60 seconds."]);
    }

    [Fact]
    public void Explain_FailingPipeline_FiresAndSaysHowOften()
    {
        var explanation = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)), Given.Failed("b", Given.Ago(minutes: 1))).Explain(Of(ProblemKinds.Failing), "orders");

        explanation.Fires.ShouldBe(true);
        explanation.Because.ShouldBe(["Orders to warehouse failed 2 times since its last good run."]);
    }

    [Fact]
    public void Explain_SourceCannotBeSeen_IsNotKnown() =>
        EvaluatedFeed.Live(Given.Stats(99)).Take(Given.Down()).Explain(Cpu).Fires.ShouldBeNull();

    [Fact]
    public void Explain_RuleIsOffOrOfAnotherDaemon_SaysSo()
    {
        var feed = EvaluatedFeed.Live();

        feed.Explain(Cpu with { IsEnabled = false }).Because.ShouldBe(["The rule is switched off."]);
        feed.Explain(Cpu with { Match = new RuleMatch { Sources = ["other"] } }).Because.ShouldBe(["The rule does not concern this daemon or pipeline."]);
        feed.Explain(Cpu, source: "nowhere").ShouldSatisfyAllConditions(explanation => explanation.Fires.ShouldBeNull());
    }

    [Fact]
    public void Explain_EveryBuiltInRule_GivesReasonsForSourceAndPipeline()
    {
        var feed = EvaluatedFeed.Live([.. Given.GoodRuns(60, 60, 60), Given.Running(), Given.Definition(schedule: "0 * * * *"), Given.Health(Given.Component(false)), Given.Stats(1)]);

        BuiltInRules.All.ShouldAllBe(rule => feed.Explain(rule, null).Because.Count > 0 && feed.Explain(rule, "orders").Because.Count > 0);
        feed.Explain(Of(ProblemKinds.Component)).Because.ShouldBe(["database is not healthy."]);
    }

    private static Rule Of(string kind) => BuiltInRules.All.Single(rule => rule.Kind == kind);
}
