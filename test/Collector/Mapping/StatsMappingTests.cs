using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class StatsMappingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(double.NaN)]
    public void Stats_NoExecutions_HaveNoSuccessRate(double reported) =>
        StatsMapping.Stats("default", new SystemStats { TotalExecutions = 0, SuccessRate = reported }, Now).SuccessRate.ShouldBeNull();

    [Theory]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    [InlineData(double.NegativeInfinity, null)]
    [InlineData(-5.0, null)]
    [InlineData(4000.0, 100.0)]
    [InlineData(33.333, 33.3)]
    public void Stats_InvalidPercents_AreCleaned(double reported, double? expected)
    {
        var figures = StatsMapping.Stats("default", new SystemStats { TotalExecutions = 1, SuccessRate = reported, CpuUsage = reported, MemoryUsage = reported }, Now);

        (figures.SuccessRate, figures.CpuUsage, figures.MemoryUsage).ShouldBe((expected, expected, expected));
    }

    [Fact]
    public void Stats_NegativeNumbers_AreNull()
    {
        var figures = StatsMapping.Stats(
            "default", new SystemStats { ActivePipelines = -1, TotalExecutions = -1, UptimeSeconds = -1, ActiveConnections = int.MinValue }, Now);

        (figures.ActivePipelines, figures.TotalExecutions, figures.UptimeSeconds, figures.ActiveConnections).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Stats_Valid_AreKept()
    {
        var sent = new SystemStats
        {
            ActivePipelines = 2,
            TotalExecutions = 40,
            SuccessRate = 97.5,
            UptimeSeconds = 3600,
            CpuUsage = 12.5,
            MemoryUsage = 43.2,
            ActiveConnections = 3,
        };

        var figures = StatsMapping.Stats("default", sent, Now);

        (figures.ActivePipelines, figures.TotalExecutions, figures.SuccessRate, figures.UptimeSeconds).ShouldBe((2, 40, 97.5, 3600));
        (figures.CpuUsage, figures.MemoryUsage, figures.ActiveConnections, figures.ObservedAt).ShouldBe((12.5, 43.2, 3, Now));
    }
}
