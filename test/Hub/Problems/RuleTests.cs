using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class RuleTests
{
    [Fact]
    public void All_BuiltInRules_AreEnabledAndNamedByASentence()
    {
        BuiltInRules.All.ShouldAllBe(rule => rule.IsEnabled && rule.IsBuiltIn && rule.Name.Length <= 100);
        BuiltInRules.All.Single(rule => rule.Kind == ProblemKinds.Degraded).Number(RuleSettings.DelaySeconds).ShouldBe(120);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("orders*", "Orders to warehouse", true)]
    [InlineData("*ware?ouse", "Orders to warehouse", true)]
    [InlineData("orders", "Orders to warehouse", false)]
    [InlineData("?", "", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b-d", false)]
    public void Fits_Pattern_MatchesTheWholeNameInAnyCase(string pattern, string name, bool fits) => NamePattern.Fits(pattern, name).ShouldBe(fits);

    [Fact]
    public void Use_RuleIsDisabled_ResolvesItsProblemAndFindsNoMore()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)));

        feed.Use([.. BuiltInRules.All.Select(rule => rule.Kind == ProblemKinds.Failing ? rule with { IsEnabled = false } : rule)]);
        feed.Take(Given.Failed("b", Given.Ago(minutes: 1)));

        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Use_RuleHasAnotherSeverity_ChangesTheOpenProblem()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)));
        var id = feed.Problems.Single().Id;

        feed.Use([.. BuiltInRules.All.Select(rule => rule with { Severity = ProblemSeverity.Info })]);

        (feed.Problems.Single().Id, feed.Problems.Single().Severity).ShouldBe((id, ProblemSeverity.Info));
    }

    [Fact]
    public void Use_OwnRuleForSomePipelines_GoesBeforeTheBuiltIn()
    {
        var own = new Rule("r1", "Orders are not urgent", ProblemKinds.Failing, true, ProblemSeverity.Info, new RuleMatch { Pipelines = ["ORDERS*"] }, [], null);
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)), Given.Failed("b", Given.Ago(minutes: 5), "other"));

        feed.Use([.. BuiltInRules.All, own]);

        feed.Problems.Select(problem => (problem.PipelineId, problem.Severity, problem.RuleId))
            .ShouldBe([("orders", ProblemSeverity.Info, "r1"), ("other", ProblemSeverity.Critical, null)], ignoreOrder: true);
    }

    [Fact]
    public void Use_UnreachableIsDisabled_StillMarksWhatCannotBeSeen()
    {
        var feed = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5)));
        feed.Use([.. BuiltInRules.All.Where(rule => rule.Kind != ProblemKinds.Unreachable)]);

        feed.Take(Given.Down());

        feed.Problems.Single().UnseenSince.ShouldBe(Given.Now);
    }

    [Theory]
    [InlineData("""{"above":90}""", "above", 90.0)]
    [InlineData("""{"above":"90"}""", "above", null)]
    [InlineData("""{}""", "above", null)]
    public void Number_Setting_IsNullUnlessItIsANumber(string settings, string name, double? value) =>
        (BuiltInRules.All[0] with { Settings = JsonNode.Parse(settings)!.AsObject() }).Number(name).ShouldBe(value);
}
