using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class RunLatenessTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void Of_RunsAsUsual_IsNull() => Late(600, startedMinutes: 11).ShouldBeNull();

    [Fact]
    public void Of_MovesButTakesMoreThanTwiceTheUsual_IsSlow()
    {
        Late(600, startedMinutes: 20).ShouldBeNull();
        Late(600, startedMinutes: 20 + (1 / 60.0)).ShouldBe(new RunLateness(false, Given.Ago(minutes: 10, seconds: 1)));
    }

    [Fact]
    public void Of_LessThanAMinuteOver_IsNull()
    {
        Late(10, startedMinutes: 65 / 60.0).ShouldBeNull();
        Late(10, startedMinutes: 75 / 60.0)!.IsStuck.ShouldBeFalse();
    }

    [Fact]
    public void Of_NothingMovedForLongerThanAWholeRun_IsStuck()
    {
        Late(120, startedMinutes: 125 / 60.0, movedMinutes: 119 / 60.0).ShouldBeNull();
        Late(120, startedMinutes: 125 / 60.0, movedMinutes: 121 / 60.0).ShouldBe(new RunLateness(true, Given.Ago(seconds: 121)));
    }

    [Fact]
    public void Of_SlowAndNothingMovedForHalfARun_IsStuck()
    {
        Late(600, startedMinutes: 21, movedMinutes: 4)!.IsStuck.ShouldBeFalse();
        Late(600, startedMinutes: 21, movedMinutes: 6)!.IsStuck.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void Of_ReportsNeitherRowsNorProgress_IsSlowAndNeverStuck(long? rows)
    {
        Late(600, startedMinutes: 19, movedMinutes: 19, rows).ShouldBeNull();
        Late(600, startedMinutes: 21, movedMinutes: 21, rows).ShouldBe(new RunLateness(false, Given.Ago(minutes: 11)));
    }

    [Fact]
    public void Of_ReportedProgressAndThenNothing_IsStuck() =>
        RunLateness.Of(Given.Running(startedAt: Given.Ago(seconds: 125)), TimeSpan.FromMinutes(2), new Movement(Given.Ago(seconds: 121), null, 4), Given.Now)
            .ShouldBe(new RunLateness(true, Given.Ago(seconds: 121)));

    [Theory]
    [InlineData(5, 7L)]
    [InlineData(15, 0L)]
    public void Of_NothingUsualKnown_WaitsLongerForWhatHasReportedNothing(int minutes, long rows)
    {
        Late(null, startedMinutes: 60, movedMinutes: minutes, rows).ShouldBeNull();
        Late(null, startedMinutes: 60, movedMinutes: minutes + (1 / 60.0), rows)!.IsStuck.ShouldBeTrue();
    }

    [Fact]
    public void Of_AbsurdUsual_DoesNotOverflow()
    {
        var movement = new Movement(Given.Now, 1, null);

        RunLateness.Of(Given.Running(), RunFacts.LongestDuration, movement, Given.Now).ShouldBeNull();
        RunLateness.NextChange(Given.Running(), RunFacts.LongestDuration, movement, DateTimeOffset.MaxValue).ShouldBeNull();
    }

    [Fact]
    public void IsOver_ByMuch_IsTrueAndByASecondsOnly_IsFalse()
    {
        RunLateness.IsOver(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)).ShouldBeTrue();
        RunLateness.IsOver(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, 1L)]
    [InlineData(null, 0L)]
    [InlineData(30, 1L)]
    [InlineData(30, 0L)]
    [InlineData(600, 1L)]
    [InlineData(600, 0L)]
    [InlineData(600, null)]
    public void NextChange_IsExactlyWhenTheJudgementChanges(int? usualSeconds, long? rows)
    {
        var usual = usualSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var run = Given.Running(startedAt: Given.Now);
        var movement = new Movement(Given.Now.AddSeconds(20), rows, null);
        var judged = new List<DateTimeOffset>();
        for (var at = Given.Now; RunLateness.NextChange(run, usual, movement, at) is { } next; at = next)
        {
            judged.Add(next);
        }

        for (var at = Given.Now; at < Given.Now + TenMinutes + TenMinutes + TenMinutes; at += TimeSpan.FromMilliseconds(250))
        {
            var last = judged.LastOrDefault(change => change <= at, Given.Now);
            RunLateness.Of(run, usual, movement, at).ShouldBe(RunLateness.Of(run, usual, movement, last), $"at {at:T}");
        }
    }

    private static RunLateness? Late(double? usualSeconds, double startedMinutes, double movedMinutes = 0, long? rows = 1) => RunLateness.Of(
        Given.Running(startedAt: Given.Ago(minutes: startedMinutes)),
        usualSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        new Movement(Given.Ago(minutes: movedMinutes), rows, null),
        Given.Now);
}
