using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class OutcomesTests
{
    private static readonly DateTimeOffset DayAgo = Given.Ago(days: 1);

    [Fact]
    public void CompleteSince_LongRunningOne_IsTheOldestEndedRunsStart() =>
        Known(1, Given.Ended("a", Given.Ago(minutes: 1)), Given.Running("b", Given.Ago(hours: 20)))
            .CompleteSince(DayAgo, Given.Now).ShouldBe(Given.Ago(minutes: 2));

    [Fact]
    public void Of_EndedWithinADay_CountsThemWithoutCancelledOnes()
    {
        ExecutionData[] runs =
        [
            Given.Ended("a", Given.Ago(hours: 1)),
            Given.Failed("b", Given.Ago(hours: 2)),
            Given.Ended("c", Given.Ago(hours: 3), ExecutionStatus.Cancelled),
            Given.Failed("d", DayAgo.AddMilliseconds(-1)),
            Given.Running("e"),
        ];

        Outcomes.Of(runs, DayAgo).ShouldBe(new Outcomes(2, 1, 1));
        Known(50, runs).CompleteSince(DayAgo, Given.Now).ShouldBe(DayAgo);
    }

    [Fact]
    public void CompleteSince_FullView_IsTheOldestInViewAndNoLongerThanADay()
    {
        var known = Known(2, Given.Ended("a", Given.Ago(hours: 1), tookSeconds: 0), Given.Ended("b", Given.Ago(hours: 2), tookSeconds: 0));

        known.CompleteSince(DayAgo, Given.Now).ShouldBe(Given.Ago(hours: 2));
        known.CompleteSince(Given.Now.AddHours(6), Given.Now.AddHours(30)).ShouldBe(Given.Now.AddHours(6));
    }

    private static KnownRuns Known(int limit, params ExecutionData[] runs)
    {
        var known = new KnownRuns([]);
        known.SetLimit(limit);
        foreach (var run in runs)
        {
            known.Take(run);
        }

        known.Settle(true);
        return known;
    }
}
