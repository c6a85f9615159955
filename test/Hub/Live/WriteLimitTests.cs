using FlextMonitor.Hub.Live;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class WriteLimitTests
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(8 * 1024, 11)]
    [InlineData(800 * 1024, 110)]
    [InlineData(600 * 8 * 1024, 610)]
    [InlineData(int.MaxValue, 610)]
    public void For_AWrite_GrowsByASecondForEvery8KiBUpToTenMinutes(int bytes, int seconds) =>
        WriteLimit.For(bytes, SlowAfter, behind: TimeSpan.Zero).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(8 * 1024, 20, 31)]
    [InlineData(8 * 1024, 600, 610)]
    public void For_AWriteBehindOthers_GrowsByTheirTimeUpToTheSameTenMinutes(int bytes, int behind, int seconds) =>
        WriteLimit.For(bytes, SlowAfter, TimeSpan.FromSeconds(behind)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Longest_IsThatOfTheLargestWrite() => WriteLimit.Longest(SlowAfter).ShouldBe(WriteLimit.For(int.MaxValue, SlowAfter, behind: TimeSpan.Zero));
}
