using FlextMonitor.Hub.Problems;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class AbsenceDetectorTests
{
    private static readonly TimeSpan Planned = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(Given.Now);
    private readonly AbsenceDetector _absence;

    public AbsenceDetectorTests() => _absence = new AbsenceDetector(_time);

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(7.1, true)]
    [InlineData(3600, true)]
    public void Continue_AfterAWait_IsAnAbsenceIfThatTookFarLongerThanPlanned(double seconds, bool isAbsent)
    {
        _absence.Wait(Given.Now, Planned);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        _absence.Continue(_time.GetUtcNow()).ShouldBe(isAbsent ? Given.Now : null);
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(-0.9, false)]
    [InlineData(1.1, true)]
    [InlineData(-3600, true)]
    public void Continue_ClockWasSet_IsAnAbsence(double seconds, bool isAbsent)
    {
        _absence.Wait(Given.Now, Planned);

        _absence.Continue(Given.Now.AddSeconds(seconds)).ShouldBe(isAbsent ? Given.Now : null);
    }

    [Fact]
    public void Continue_FrozenDuringAnEvaluation_SaysSoOnce()
    {
        _absence.Continue(Given.Now).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(1));
        _absence.Wait(_time.GetUtcNow(), Planned);

        _absence.Continue(_time.GetUtcNow()).ShouldBe(Given.Now);
        _absence.Continue(_time.GetUtcNow()).ShouldBeNull();
    }
}
