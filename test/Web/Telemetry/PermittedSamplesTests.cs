using FlextMonitor.Hub.Access;
using FlextMonitor.Web.Telemetry;

namespace FlextMonitor.Web.Tests.Telemetry;

public sealed class PermittedSamplesTests
{
    private static readonly Rights South = Rights.Of([new Grant(Roles.Viewer, ["south"])]);

    [Theory]
    [InlineData("up{source=\"south\"} 1 1700000000000", true)]
    [InlineData("up{source=\"north\"} 1", false)]
    [InlineData("up{otel_scope_name=\"flextmonitor.watched\",source=\"south\",name=\"a b\"} 1", true)]
    [InlineData("up{name=\"x\\\",source=\\\"south\",source=\"north\"} 1", false)]
    [InlineData("up{source=\"south\",source=\"north\"} 1", false)]
    [InlineData("up{source=\"south\",} 1", true)]
    [InlineData("up{source=south} 1", false)]
    [InlineData("up{source=\"south\"", false)]
    [InlineData("connections{pool=\"a\"} 1", true)]
    [InlineData("connections 3", true)]
    [InlineData("# HELP up Whether {it} is up.", true)]
    [InlineData("", true)]
    public void Of_ALine_IsKeptIfItsDaemonMayBeSeen(string line, bool kept) => PermittedSamples.Of(line, South).ShouldBe(kept ? line : "");
}
