using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class SeenTimeTests
{
    private readonly SeenTime _seen = new();

    [Fact]
    public void Percent_NeverSeen_IsZero() => _seen.Percent(Given.Now).ShouldBe(0);

    [Fact]
    public void Percent_SeenForAWhile_GrowsUpToAHundred()
    {
        _seen.Begin(Given.Now);

        _seen.Percent(Given.Now.AddHours(6)).ShouldBe(25);
        _seen.Percent(Given.Now.AddHours(24)).ShouldBe(100);
        _seen.Percent(Given.Now.AddHours(90)).ShouldBe(100);
    }

    [Fact]
    public void Percent_NoLongerSeen_FallsAsTheDayPasses()
    {
        _seen.Begin(Given.Now);
        _seen.End(Given.Now.AddHours(12));

        _seen.Percent(Given.Now.AddHours(12)).ShouldBe(50);
        _seen.Percent(Given.Now.AddHours(24)).ShouldBe(50);
        _seen.Percent(Given.Now.AddHours(30)).ShouldBeInRange(24, 25);
        _seen.Percent(Given.Now.AddHours(37)).ShouldBe(0);
    }

    [Fact]
    public void Percent_SeenAgain_AddsUp()
    {
        _seen.Begin(Given.Now);
        _seen.End(Given.Now.AddHours(6));
        _seen.Begin(Given.Now.AddHours(12));
        _seen.Begin(Given.Now.AddHours(13));

        _seen.Percent(Given.Now.AddHours(18)).ShouldBe(50);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    public void Percent_SeededAndSeen_NeverFalls(int percent)
    {
        _seen.Seed(percent, Given.Now.AddSeconds(30));
        _seen.Begin(Given.Now.AddSeconds(30));

        _seen.Percent(Given.Now.AddSeconds(30)).ShouldBe(percent);
        _seen.Percent(Given.Now.AddMinutes(2)).ShouldBe(percent);
        _seen.Percent(Given.Now.AddHours(24)).ShouldBeInRange(99, 100);
    }

    [Fact]
    public void Percent_OfWhatIsKnown_TakesThePlaceOfAnEstimate()
    {
        // An earlier status says 40 %, and that is not spread over the day: the first 12 hours were seen for 80 %, the rest not at all.
        _seen.Seed(40, Given.Now);
        _seen.Begin(Given.Now);
        var known = Enumerable.Range(0, 12 * 60).Select(minute => new SeenPart(Given.Now.AddDays(-1).AddMinutes(minute), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(48)));

        _seen.Seed([.. known], Given.Now.AddMinutes(5));

        _seen.Percent(Given.Now.AddMinutes(5)).ShouldBeInRange(39, 40);
        _seen.End(Given.Now.AddMinutes(5));
        _seen.Percent(Given.Now.AddHours(12)).ShouldBe(0);
    }

    [Fact]
    public void Percent_ClockSetBack_StartsOver()
    {
        _seen.Begin(Given.Now);
        _seen.Percent(Given.Now.AddHours(12)).ShouldBe(50);

        _seen.Percent(Given.Ago(hours: 12)).ShouldBe(0);

        _seen.Percent(Given.Now).ShouldBe(50);
        _seen.Percent(Given.Now.AddHours(6)).ShouldBe(75);
    }

    [Fact]
    public void End_BeforeItsBeginning_CountsNothing()
    {
        _seen.Begin(Given.Now);
        _seen.End(Given.Ago(hours: 1));

        _seen.Percent(Given.Now.AddHours(1)).ShouldBe(0);
    }
}
