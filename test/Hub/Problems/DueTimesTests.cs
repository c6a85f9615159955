using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class DueTimesTests
{
    private static readonly DueKey A = new("a", null);
    private static readonly DueKey B = new("b", "orders");

    private readonly DueTimes _due = new();

    [Fact]
    public void TryTake_SeveralDue_GivesTheEarliestFirst()
    {
        _due.Set(A, Given.Now);
        _due.Set(B, Given.Ago(minutes: 1));

        TakeAll(Given.Now).ShouldBe([B, A]);
        _due.Next.ShouldBeNull();
    }

    [Fact]
    public void Set_Later_HoldsTheKeyBack()
    {
        _due.Set(A, Given.Ago(minutes: 1));
        _due.Set(A, Given.Now.AddMinutes(1));

        TakeAll(Given.Now).ShouldBeEmpty();
        _due.Next.ShouldBe(Given.Now.AddMinutes(1));
        TakeAll(Given.Now.AddMinutes(1)).ShouldBe([A]);
    }

    [Fact]
    public void Set_EarlierAndThenLaterAgain_GivesTheKeyOnce()
    {
        _due.Set(A, Given.Now.AddMinutes(5));
        _due.Set(A, Given.Now);
        _due.Set(A, Given.Now.AddMinutes(5));

        TakeAll(Given.Now).ShouldBeEmpty();
        TakeAll(Given.Now.AddMinutes(5)).ShouldBe([A]);
        TakeAll(Given.Now.AddMinutes(9)).ShouldBeEmpty();
    }

    [Fact]
    public void Set_Null_TakesTheKeyAway()
    {
        _due.Set(A, Given.Now);
        _due.Set(A, null);

        _due.Next.ShouldBeNull();
        TakeAll(Given.Now).ShouldBeEmpty();
    }

    private List<DueKey> TakeAll(DateTimeOffset now)
    {
        var taken = new List<DueKey>();
        while (_due.TryTake(now, out var key))
        {
            taken.Add(key);
        }

        return taken;
    }
}
