using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class OutcomesTests
{
    private static readonly DateTimeOffset DayAgo = Given.Ago(days: 1);

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
    }
}
