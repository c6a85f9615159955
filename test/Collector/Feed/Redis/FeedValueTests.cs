using System.Text;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

public sealed class FeedValueTests
{
    private static readonly SourceMessage[] All =
    [
        Messages.Status() with { Feeds = ValueMap<FeedStatus>.From([new("stats", new FeedStatus { Ok = false, Error = "gone", Notice = null })]) },
        Messages.Stats(cpu: null),
        Messages.Health() with { Components = ValueMap<ComponentHealth>.From([new("db", new ComponentHealth { Name = "db", Healthy = true, Message = "ü ✓", Metadata = ValueMap<string>.Empty })]) },
        Messages.Execution("run:1 a") with { Metadata = ValueMap<string>.From([new("stale", "true")]) },
        Messages.Removed("run-1"),
        Messages.Pipeline(),
        new PipelineRemoved { Source = "default", Epoch = 1, Sequence = 2, ObservedAt = null, Id = "orders" },
        Messages.Problem(),
        Messages.Resolved(),
        new PipelineDefinition { Source = "default", Epoch = 1, Sequence = 2, ObservedAt = Messages.Noon, Id = "orders", Name = "Orders", Schedule = null, IsActive = true },
        new PipelineDefinitionRemoved { Source = "default", Epoch = 1, Sequence = 2, ObservedAt = Messages.Noon, Id = "orders" },
        Messages.Evaluated(Messages.Noon),
        Messages.Heartbeat(),
    ];

    [Fact]
    public void Decode_EveryTypeOfMessage_IsTheMessageThatWasEncoded()
    {
        All.Select(message => message.GetType()).ShouldBe(MessageDescriptors.All.Select(descriptor => descriptor.Type), ignoreOrder: true);

        All.Select(message => FeedValue.Decode(FeedValue.Encode(message))).ShouldBe(All);
    }

    [Fact]
    public void KeyOf_FieldOfEveryMessage_IsItsKey() =>
        All.Select(message => FeedField.KeyOf("default", FeedField.Of(message.Key))).ShouldBe(All.Select(message => (MessageKey?)message.Key));

    [Fact]
    public void Encode_LargestStamps_BeginsWithThemInFull() =>
        Encoding.UTF8.GetString(FeedValue.Encode(Messages.Heartbeat() with { Epoch = (1L << 53) - 1, Sequence = 12 })).ShouldStartWith("9007199254740991 12 Heartbeat {");

    [Theory]
    [InlineData("1 2 NewerType {}")]
    [InlineData("1 2 Heartbeat {\"epoch\":")]
    [InlineData("1 2 Heartbeat {}")]
    [InlineData("1 2")]
    [InlineData("")]
    public void Decode_NotReadable_ReturnsNull(string value) => FeedValue.Decode(Encoding.UTF8.GetBytes(value)).ShouldBeNull();

    [Theory]
    [InlineData("!collector")]
    [InlineData("Unheard:of")]
    [InlineData("3:number")]
    public void KeyOf_NoValue_ReturnsNull(string field) => FeedField.KeyOf("default", field).ShouldBeNull();
}
