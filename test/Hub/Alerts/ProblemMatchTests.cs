using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Tests.Problems;

namespace FlextMonitor.Hub.Tests.Alerts;

public sealed class ProblemMatchTests
{
    [Theory]
    [InlineData("orders", true)]
    [InlineData("ORD*", true)]
    [InlineData("*warehouse", true)]
    [InlineData("order?", true)]
    [InlineData("order", false)]
    [InlineData("*.orders", false)]
    [InlineData("\\orders", false)]
    public void Matches_PatternOfAPipeline_FitsItsIdOrItsName(string pattern, bool fits) =>
        ProblemMatch.Matches(new RuleMatch { Pipelines = [pattern] }, Problem()).ShouldBe(fits);

    [Fact]
    public void Matches_EmptyLists_MatchEverything() => ProblemMatch.Matches(RuleMatch.Everything, Problem()).ShouldBeTrue();

    [Fact]
    public void Matches_ProblemWithoutAPipeline_FitsNoPattern() =>
        ProblemMatch.Matches(new RuleMatch { Pipelines = ["*"] }, Problem() with { PipelineId = null, PipelineName = null }).ShouldBeFalse();

    [Fact]
    public void Matches_AllListsMustHoldIt()
    {
        var match = new RuleMatch { Sources = [Given.Source], Kinds = ["failing", "slow"], Severities = ["critical"] };

        ProblemMatch.Matches(match, Problem()).ShouldBeTrue();
        ProblemMatch.Matches(match with { Severities = ["warning"] }, Problem()).ShouldBeFalse();
        ProblemMatch.Matches(match with { Sources = ["another"] }, Problem()).ShouldBeFalse();
        ProblemMatch.Matches(match with { Kinds = ["stuck"] }, Problem()).ShouldBeFalse();
    }

    private static Contracts.Problem Problem() => EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5))).Problems.Single();
}
