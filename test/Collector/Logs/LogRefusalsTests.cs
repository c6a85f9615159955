using FlextMonitor.Collector.Logs;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Logs;

public sealed class LogRefusalsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void AreTooMany_ManyWithinAMoment_IsFalseUntilTheTimeIsOver()
    {
        var refusals = Refused(LogRefusals.GiveUpCount * 2);

        refusals.AreTooMany.ShouldBeFalse();
        _clock.Advance(LogRefusals.GiveUpTime);
        refusals.AreTooMany.ShouldBeTrue();
    }

    [Fact]
    public void AreTooMany_FewForALongTime_IsFalseUntilThereAreEnough()
    {
        var refusals = Refused(LogRefusals.GiveUpCount - 1);
        _clock.Advance(LogRefusals.GiveUpTime * 2);

        refusals.AreTooMany.ShouldBeFalse();
        refusals.Note(isRefusal: true);
        refusals.AreTooMany.ShouldBeTrue();
    }

    [Fact]
    public void AreTooMany_OneThatIsNoRefusal_CountsAnewFromTheNext()
    {
        var refusals = Refused(LogRefusals.GiveUpCount);
        _clock.Advance(LogRefusals.GiveUpTime);

        refusals.Note(isRefusal: false);
        for (var times = 0; times < LogRefusals.GiveUpCount; times++)
        {
            refusals.Note(isRefusal: true);
        }

        refusals.AreTooMany.ShouldBeFalse();
    }

    private LogRefusals Refused(int times)
    {
        var refusals = new LogRefusals(_clock);
        for (var time = 0; time < times; time++)
        {
            refusals.Note(isRefusal: true);
        }

        return refusals;
    }
}
