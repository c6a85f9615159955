using FlextMonitor.Daemon.Figures;

namespace FlextMonitor.Daemon.Tests.Figures;

public sealed class MemoryUseTests
{
    [Fact]
    public void ParsePercent_MemInfo_CountsWhatIsNotAvailable()
    {
        string[] lines = ["MemTotal:       1000 kB", "MemFree:         100 kB", "MemAvailable:    250 kB", "Buffers: 3 kB"];

        MemoryUse.ParsePercent(lines).ShouldBe(75);
    }

    [Fact]
    public void ParsePercent_NoMemAvailable_Throws()
    {
        Should.Throw<FormatException>(() => MemoryUse.ParsePercent(["MemTotal: 1000 kB", "MemFree: 1 kB"]));
    }
}
