using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.Tests.Problems;

namespace FlextMonitor.Hub.Tests.History;

public sealed class HistoryConditionsTests
{
    private readonly HistoryState _state = new();

    [Fact]
    public void Current_BeforeTheFirstWrite_IsNotKnown() => Conditions().ShouldBeNull();

    [Fact]
    public void Current_PausedTwice_TellsSinceTheFirst()
    {
        _state.Pause("disk full", Given.Now);
        _state.Pause("locked", Given.Now.AddMinutes(1));

        var condition = Conditions().ShouldNotBeNull().Single();
        (condition.Kind, condition.Since).ShouldBe((ProblemKinds.HistoryPaused, Given.Now));
    }

    [Fact]
    public void Current_WrittenAgain_IsEmpty()
    {
        _state.Pause("disk full", Given.Now);
        _state.NoteWritten(Given.Now.AddMinutes(1));

        Conditions().ShouldNotBeNull().ShouldBeEmpty();
    }

    private IReadOnlyList<Hub.Problems.MonitorCondition>? Conditions() => new HistoryConditions(_state).Current;
}
