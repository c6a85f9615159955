using FlextMonitor.Daemon.Figures;

namespace FlextMonitor.Daemon.Tests.Figures;

public sealed class CpuTimesTests
{
    [Fact]
    public void Parse_LineOfProcStat_CountsWaitingAsIdleAndGuestsOnce()
    {
        var times = CpuTimes.Parse("cpu  100 10 30 800 50 5 5 20 90 7");

        times.ShouldBe(new CpuTimes(Busy: 170, Idle: 850));
    }

    [Fact]
    public void Parse_OldKernelWithFourFields_IsRead()
    {
        CpuTimes.Parse("cpu 1 2 3 4").ShouldBe(new CpuTimes(Busy: 6, Idle: 4));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8")]
    [InlineData("cpu 1 2")]
    [InlineData("cpu 1 2 3 x")]
    public void Parse_OtherLine_Throws(string line)
    {
        Should.Throw<FormatException>(() => CpuTimes.Parse(line));
    }

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(100, 0, 100)]
    [InlineData(25, 75, 25)]
    [InlineData(1, 2, 33.333333333333336)]
    public void BusyPercentSince_TimePassed_IsTheBusyPart(long busy, long idle, double percent)
    {
        var earlier = new CpuTimes(1_000, 5_000);

        new CpuTimes(1_000 + busy, 5_000 + idle).BusyPercentSince(earlier).ShouldBe(percent);
    }

    [Fact]
    public void BusyPercentSince_NoTickPassed_IsUnknown()
    {
        new CpuTimes(10, 20).BusyPercentSince(new CpuTimes(10, 20)).ShouldBeNull();
    }

    [Fact]
    public void BusyPercentSince_IdleRanBackwards_StaysInRange()
    {
        new CpuTimes(15, 10).BusyPercentSince(new CpuTimes(10, 20)).ShouldBe(100);
    }
}
