using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class RunFactsTests
{
    [Fact]
    public void EndedAt_WhileItRuns_IsNullWhateverElseIsReported() =>
        (Given.Running() with { FinishedAt = Given.Now }).EndedAt().ShouldBeNull();

    [Fact]
    public void EndedAt_WithoutAnEnd_IsWorkedOut()
    {
        var run = Given.Run(status: ExecutionStatus.Failed, startedAt: Given.Now) with { DurationSeconds = 5 };

        run.EndedAt().ShouldBe(Given.Now.AddSeconds(5));
        (run with { DurationSeconds = null }).EndedAt().ShouldBe(Given.Now);
    }

    [Fact]
    public void EndedAt_DurationPastAllDates_IsTheStart() =>
        (Given.Run(startedAt: Given.Now) with { DurationSeconds = (1L << 53) - 1 }).EndedAt().ShouldBe(Given.Now);

    [Fact]
    public void Duration_NotReported_IsFromStartToEnd() =>
        (Given.Run(startedAt: Given.Ago(seconds: 9)) with { FinishedAt = Given.Ago(seconds: 2) }).Duration(Given.Now).ShouldBe(TimeSpan.FromSeconds(7));

    [Fact]
    public void Duration_WhileItRuns_Grows() =>
        Given.Running(startedAt: Given.Ago(seconds: 3)).Duration(Given.Now).ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void Duration_OfAnEndedRun_IsWhatTheDaemonReports() =>
        Given.Ended("a", Given.Now, tookSeconds: 90).Duration(Given.Now.AddHours(1)).ShouldBe(TimeSpan.FromSeconds(90));

    [Fact]
    public void Duration_WithoutAStartOrOfWhatNeitherRunsNorReports_IsNull()
    {
        (Given.Running() with { StartedAt = null }).Duration(Given.Now).ShouldBeNull();
        Given.Run(status: ExecutionStatus.Pending).Duration(Given.Now).ShouldBeNull();
    }

    [Fact]
    public void Duration_DaemonsClockAhead_IsNeverNegative() =>
        Given.Running(startedAt: Given.Now.AddSeconds(5)).Duration(Given.Now).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Duration_Absurd_IsCutSoThatSumsDoNotOverflow() =>
        (Given.Run() with { DurationSeconds = (1L << 53) - 1 }).Duration(Given.Now).ShouldBe(RunFacts.LongestDuration);
}
