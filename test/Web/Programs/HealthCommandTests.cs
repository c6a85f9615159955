using FlextMonitor.Testing;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary><c>FlextMonitor.Web healthcheck</c>, as a container engine calls it.</summary>
public sealed class HealthCommandTests
{
    [Fact]
    public async Task Healthcheck_OfAMonitorThatServes_EndsWith0()
    {
        await using var host = await MonitorHost.StartAsync();

        // It serves a moment before everything in it has been checked once.
        var program = await Eventually.GetAsync(() => InProcessProgram.RunAsync(["healthcheck"], ("urls", host.Address)), ended => ended.Code == 0);

        program.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Healthcheck_WhereNothingListens_EndsWith1_AndSaysSo()
    {
        var program = await InProcessProgram.RunAsync(["healthcheck"], ("urls", "http://0.0.0.0:1"));

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldStartWith("healthcheck: http://localhost:1 does not answer: ");
    }
}
