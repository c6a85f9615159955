using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class HealthMappingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    [Fact]
    public void Health_ComponentWithoutNameOrMessage_IsNamedByItsKey()
    {
        var sent = new HealthStatus { Healthy = true, Components = { ["database"] = new ComponentHealth { Healthy = true } } };

        var component = HealthMapping.Health("default", sent, Now).Components["database"];

        (component.Name, component.Message, component.Healthy).ShouldBe(("database", null, true));
    }

    [Fact]
    public void Health_ProtoKey_IsDropped()
    {
        var sent = new HealthStatus { Components = { ["__proto__"] = new ComponentHealth(), ["cache"] = new ComponentHealth() } };
        sent.Components["cache"].Metadata.Add("__proto__", "x");

        var health = HealthMapping.Health("default", sent, Now);

        health.Components.Keys.ShouldBe(["cache"]);
        health.Components["cache"].Metadata.ShouldBeEmpty();
    }

    [Fact]
    public void Health_MoreComponentsThanTheLimit_AreCutWithANotice()
    {
        var sent = new HealthStatus();
        for (var i = 0; i < TextLimits.Components + 34; i++)
        {
            sent.Components.Add($"c{i:000}", new ComponentHealth());
        }

        HealthMapping.Health("default", sent, Now).Components.Keys.ShouldBe(Enumerable.Range(0, TextLimits.Components).Select(i => $"c{i:000}"));
        HealthMapping.Notice(sent).ShouldBe("234 components were sent; the first 200 by name are shown");
    }

    [Fact]
    public void Notice_AllComponentsAreShown_IsNull() => HealthMapping.Notice(new HealthStatus { Components = { ["a"] = new() } }).ShouldBeNull();
}
