using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts.Wire;
using MessagePack;

namespace FlextMonitor.Contracts.Tests;

/// <summary>Both protocols have the same shape. A golden file pins each message.</summary>
public sealed class WireFormatTests
{
    private const string JsonFile = ".json";
    private const string MessagePackFile = ".msgpack";

    private static readonly JsonSerializerOptions Json = CreateJson();

    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_OfEachMessage_IsTheGoldenFile(string name)
    {
        var json = JsonSerializer.SerializeToNode(Samples.All[name], Samples.All[name].GetType(), Json);

        var file = GoldenFile(name, JsonFile);
        JsonNode.DeepEquals(json, File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null).ShouldBeTrue($"{name} is now {json!.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MessagePack_OfEachMessage_IsTheGoldenFile(string name)
    {
        var bytes = MessagePackSerializer.Serialize(Samples.All[name].GetType(), Samples.All[name], WireFormat.MessagePack, TestContext.Current.CancellationToken);

        var file = GoldenFile(name, MessagePackFile);
        bytes.ShouldBe(File.Exists(file) ? File.ReadAllBytes(file) : [], $"{name} is now, in base 64, {Convert.ToBase64String(bytes)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GoldenFiles_OfBothProtocols_HoldTheSameObject(string name)
    {
        var bytes = File.ReadAllBytes(GoldenFile(name, MessagePackFile));

        var json = JsonNode.Parse(MessagePackSerializer.ConvertToJson(bytes, WireFormat.MessagePack, TestContext.Current.CancellationToken));
        JsonNode.DeepEquals(json, JsonNode.Parse(File.ReadAllText(GoldenFile(name, JsonFile)))).ShouldBeTrue($"{name} is in MessagePack {json!.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_ReadBack_IsEqual(string name)
    {
        var sample = Samples.All[name];

        var read = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(sample, sample.GetType(), Json), sample.GetType(), Json);

        read.ShouldBe(sample);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MessagePack_ReadBack_IsEqual(string name)
    {
        var sample = Samples.All[name];

        var bytes = MessagePackSerializer.Serialize(sample.GetType(), sample, WireFormat.MessagePack, TestContext.Current.CancellationToken);
        var read = MessagePackSerializer.Deserialize(sample.GetType(), bytes, WireFormat.MessagePack, TestContext.Current.CancellationToken);

        read.ShouldBe(sample);
    }

    [Fact]
    public void Time_InAnotherZone_IsWrittenInUtc()
    {
        var time = new DateTimeOffset(2026, 1, 2, 4, 4, 5, 678, TimeSpan.FromHours(1));

        JsonSerializer.Serialize(time, Json).ShouldBe("\"2026-01-02T03:04:05.678Z\"");
        MessagePackSerializer.ConvertToJson(MessagePackSerializer.Serialize(time, WireFormat.MessagePack, TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken)
            .ShouldBe("\"2026-01-02T03:04:05.678Z\"");
    }

    [Theory]
    [InlineData(JsonFile)]
    [InlineData(MessagePackFile)]
    public void GoldenFiles_OfOneProtocol_ExistForEveryMessageAndNoOther(string extension) =>
        Directory.GetFiles(Path.GetDirectoryName(GoldenFile("any", extension))!, $"*{extension}").Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(Samples.All.Keys, ignoreOrder: true);

    private static string GoldenFile(string name, string extension) => Path.Combine(AppContext.BaseDirectory, "Golden", name + extension);

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireFormat.ConfigureJson(options);
        return options;
    }
}
