using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Previews;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems.Previews;

public sealed class StateReplayTests
{
    [Fact]
    public void Openings_DownTwice_AreTwo()
    {
        var openings = Replay(ProblemKinds.Unreachable, Source("live", 60), Source("down", 50), Source("live", 40), Source("down", 30), Source("connecting", 20));

        openings.Select(opening => (opening.Since, opening.Until)).ShouldBe([(Given.Ago(minutes: 50), Given.Ago(minutes: 40)), (Given.Ago(minutes: 30), null)]);
    }

    [Fact]
    public void Openings_OverBeforeTheTime_AreLeftOut()
    {
        var openings = Replay(ProblemKinds.Unreachable, Source("down", 90), Source("live", 80), Source("down", 70), Source("live", 50));

        openings.Single().Since.ShouldBe(Given.Ago(minutes: 70));
    }

    [Fact]
    public void Openings_DegradedAndThenDown_StayOpenMeanwhile()
    {
        var openings = Replay(ProblemKinds.Degraded, Source("degraded", 50), Source("down", 40), Source("degraded", 30), Source("live", 20));

        openings.Select(opening => (opening.Since, opening.Until)).ShouldBe([(Given.Ago(minutes: 50), Given.Ago(minutes: 20))]);
    }

    [Fact]
    public void Openings_ComponentThatIsGone_AreOver()
    {
        var openings = Replay(
            ProblemKinds.Component,
            new PastState(Given.Ago(minutes: 50), PastStateKind.Component, "database", "unhealthy"),
            new PastState(Given.Ago(minutes: 45), PastStateKind.Component, "queue", "unhealthy"),
            new PastState(Given.Ago(minutes: 40), PastStateKind.Component, "database", "gone"));

        openings.Select(opening => opening.Until).ShouldBe([Given.Ago(minutes: 40), null]);
        openings[0].Title.ShouldContain("database");
    }

    private static IReadOnlyList<RulePreviewOpening> Replay(string kind, params PastState[] states) =>
        StateReplay.Openings(BuiltInRules.All.Single(rule => rule.Kind == kind), "default", states, Given.Ago(minutes: 60));

    private static PastState Source(string state, int minutesAgo) => new(Given.Ago(minutes: minutesAgo), PastStateKind.Source, "", state);
}
