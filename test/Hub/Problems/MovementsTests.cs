using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class MovementsTests
{
    private static readonly ExecutionData Run = Given.Running("run-1") with { RecordsProcessed = 5, Progress = 5 };

    private readonly Movements _movements = new();

    [Fact]
    public void Take_FirstValue_BeginsThen() => Take(Run, minute: -1).At.ShouldBe(Given.Ago(minutes: 1));

    [Theory]
    [InlineData(6L, 5.0)]
    [InlineData(5L, 10.0)]
    public void Take_RecordsOrProgressChange_Moves(long rows, double progress)
    {
        Take(Run, minute: 0);

        Take(Run with { RecordsProcessed = rows, Progress = progress }, minute: 1).At.ShouldBe(Given.Now.AddMinutes(1));
    }

    [Fact]
    public void Take_OnlyOtherThingsChange_StandsStill()
    {
        Take(Run, minute: 0);

        Take(Run with { Metadata = ValueMap<string>.From([KeyValuePair.Create("step", "2")]) }, minute: 1).At.ShouldBe(Given.Now);
    }

    [Fact]
    public void Take_ProgressUnknownForATime_StandsStill()
    {
        Take(Run with { RecordsProcessed = 7, Progress = 40 }, minute: 0);
        Take(Run with { RecordsProcessed = null, Progress = null }, minute: 1);

        Take(Run with { RecordsProcessed = 7, Progress = 40 }, minute: 2).ShouldBe(new Movement(Given.Now, 7, 40));
        Take(Run with { RecordsProcessed = null, Progress = 41 }, minute: 60).ShouldBe(new Movement(Given.Now.AddHours(1), 7, 41));
    }

    [Fact]
    public void Take_FirstSeenLongAfterItsStart_MayHaveStoodStillForLonger()
    {
        Take(Run, minute: 1).IsAtLeast.ShouldBeTrue();

        Take(Run with { RecordsProcessed = 6 }, minute: 2).IsAtLeast.ShouldBeFalse();
    }

    [Fact]
    public void Take_MovedWhilePaused_MayHaveStoodStillForLonger()
    {
        Take(Run, minute: 0);
        _movements.Pause(Given.Now);

        Take(Run with { RecordsProcessed = 6 }, minute: 9).IsAtLeast.ShouldBeTrue();
    }

    [Fact]
    public void Continue_AfterAPause_LeavesThatTimeOut()
    {
        Take(Run, minute: 0);

        _movements.Pause(Given.Now.AddMinutes(1));
        _movements.Pause(Given.Now.AddMinutes(2));
        _movements.Continue(Given.Now.AddMinutes(11));
        _movements.Continue(Given.Now.AddMinutes(12));

        var movement = _movements.Of(Run.Id)!;
        (movement.At, movement.QuietAt(Given.Now.AddMinutes(15))).ShouldBe((Given.Now, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Take_RunEnds_Ends()
    {
        Take(Run, minute: 0);

        _movements.Take(Run with { Status = ExecutionStatus.Success }, Given.Now);

        _movements.Of("run-1").ShouldBeNull();
    }

    private Movement Take(ExecutionData run, int minute)
    {
        _movements.Take(run, Given.Now.AddMinutes(minute));
        return _movements.Of(run.Id)!;
    }
}
