using FlextMonitor.Hub.Live;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class RoundPaceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Any_WithoutAWindow_IsZeroForAnyNumber(int subscribers)
    {
        IntervalOf(subscribers, windowMs: 0).ShouldBe(0);
        GatherOf(subscribers, windowMs: 0).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public void Interval_OfFew_IsTheWindow(int subscribers) => IntervalOf(subscribers, windowMs: 10).ShouldBe(10);

    [Theory]
    [InlineData(500, 40)]
    [InlineData(1_000, 80)]
    [InlineData(1_001, 80)]
    [InlineData(int.MaxValue, 80)]
    public void Interval_OfMany_GrowsWithThemUpTo80Milliseconds(int subscribers, int milliseconds) => IntervalOf(subscribers, windowMs: 10).ShouldBe(milliseconds);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public void Interval_WithAWindowLongerThanTheLongest_IsTheWindow(int subscribers) => IntervalOf(subscribers, windowMs: 200).ShouldBe(200);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2_500, 0)]
    [InlineData(2_501, 50)]
    [InlineData(5_000, 50)]
    public void Gather_OfThousands_WaitsForTheWholeSample(int subscribers, int milliseconds) => GatherOf(subscribers, windowMs: 10).ShouldBe(milliseconds);

    private static double IntervalOf(int subscribers, int windowMs) => Pace(windowMs).RoundInterval(subscribers).TotalMilliseconds;

    private static double GatherOf(int subscribers, int windowMs) => Pace(windowMs).GatherDelay(subscribers).TotalMilliseconds;

    private static RoundPace Pace(int windowMs) => new(TimeSpan.FromMilliseconds(windowMs));
}
