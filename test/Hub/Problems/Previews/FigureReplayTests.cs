using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems.Previews;

public sealed class FigureReplayTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Openings_PeakWithinABucket_OpensForARuleThatNeedNotHold()
    {
        var openings = Replay(Rule(forSeconds: 0), Value(mean: 50, max: 95), Value(50), Value(50));

        var opening = openings.Single();
        (opening.Since, opening.Until, opening.Title).ShouldBe((Given.Now, Given.Now + Minute, "CPU use of default is above 90"));
    }

    [Fact]
    public void Openings_MeanPastTheLimitForLongEnough_OpensOnceAndEndsWhenWell()
    {
        var openings = Replay(Rule(forSeconds: 120), Value(50), Value(95), Value(95), Value(95), Value(50), Value(50), Value(50), Value(50));

        var opening = openings.Single();
        (opening.Since, opening.Until).ShouldBe((Given.Now + Minute, Given.Now + (4 * Minute)));
    }

    [Fact]
    public void Openings_PastTheLimitForLessThanTheTime_IsNone() => Replay(Rule(forSeconds: 180), Value(95), Value(95), Value(50), Value(95), Value(50)).ShouldBeEmpty();

    [Fact]
    public void Openings_FigureBecomesUnknown_IsOpenStill()
    {
        var openings = Replay(Rule(forSeconds: 60), Value(95), Value(95), Value(null), Value(null));

        openings.Single().Until.ShouldBeNull();
    }

    [Fact]
    public void Openings_TimeThatIsMissing_DoesNotCount()
    {
        PastFigure[] values = [Value(95) with { From = Given.Now }, Value(95) with { From = Given.Now + (10 * Minute) }, Value(50) with { From = Given.Now + (11 * Minute) }];

        FigureReplay.Openings(ThresholdRule.Of(Rule(forSeconds: 180))!, "default", values, Given.Now + (12 * Minute)).ShouldBeEmpty();
    }

    private static IReadOnlyList<RulePreviewOpening> Replay(Rule rule, params PastFigure[] values) => FigureReplay.Openings(
        ThresholdRule.Of(rule)!, "default", [.. values.Select((value, place) => value with { From = Given.Now + (place * Minute) })], Given.Now + (values.Length * Minute));

    private static PastFigure Value(double? mean, double? max = null) => new(default, Minute, mean, mean, max ?? mean);

    private static Rule Rule(int forSeconds) => new(
        "cpu", "CPU", ProblemKinds.Threshold, true, ProblemSeverity.Warning, RuleMatch.Everything, new JsonObject { ["figure"] = "cpuUsage", ["above"] = 90, ["forSeconds"] = forSeconds }, null);
}
