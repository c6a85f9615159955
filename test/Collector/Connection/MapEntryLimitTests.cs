using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>The map entries of messages that are not decoded yet.</summary>
public sealed class MapEntryLimitTests
{
    [Fact]
    public void Count_OfNestedMaps_CountsEachEntry()
    {
        var health = new HealthStatus { Healthy = true };
        health.Components.Add("database", new ComponentHealth { Name = "database", Healthy = true, Metadata = { { "size", "1" }, { "age", "2" } } });
        health.Components.Add("cache", new ComponentHealth { Message = new string('x', 1000) });

        MapEntryLimit.Count(health.ToByteArray(), HealthStatus.Descriptor).ShouldBe(4);
    }

    [Fact]
    public void Count_OfAListOfMessages_CountsTheEntriesOfAll()
    {
        var list = DaemonMessages.List(Enumerable.Range(0, 5).Select(i => new Execution { Id = $"e{i}", DurationSeconds = 300, Metadata = { { "a", "b" } } }));

        MapEntryLimit.Count(list.ToByteArray(), ((IMessage)list).Descriptor).ShouldBe(5);
    }

    [Fact]
    public void Count_OfEndlessNesting_Ends()
    {
        var config = new Struct();
        for (var i = 0; i < 1000; i++)
        {
            config = new Struct { Fields = { { "a", Value.ForStruct(config) } } };
        }

        MapEntryLimit.Count(new Pipeline { Config = config }.ToByteArray(), Pipeline.Descriptor).ShouldBeInRange(20, 100);
    }

    [Fact]
    public void Count_OfBytesThatAreNoMessage_Ends()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);

            MapEntryLimit.Count(bytes, HealthStatus.Descriptor).ShouldBeInRange(0, bytes.Length);
        }
    }
}
