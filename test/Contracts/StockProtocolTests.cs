using System.Text.Json;
using MessagePack;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Contracts.Tests;

/// <summary>A .NET subscriber with these records needs no options: <c>AddMessagePackProtocol()</c> and <c>AddJsonProtocol()</c> read them as they are.</summary>
public sealed class StockProtocolTests
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void MessagePack_GoldenFile_IsReadAndWrittenWithSignalRsOwnOptions(string name)
    {
        var options = new MessagePackHubProtocolOptions().SerializerOptions;
        var (sample, golden) = (Samples.All[name], Golden(name, ".msgpack"));

        MessagePackSerializer.Deserialize(sample.GetType(), golden, options, TestContext.Current.CancellationToken).ShouldBe(sample);
        MessagePackSerializer.Serialize(sample.GetType(), sample, options, TestContext.Current.CancellationToken).ShouldBe(golden);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_GoldenFile_IsReadWithSignalRsOwnOptions(string name)
    {
        var options = new JsonHubProtocolOptions().PayloadSerializerOptions;
        var sample = Samples.All[name];

        JsonSerializer.Deserialize(Golden(name, ".json"), sample.GetType(), options).ShouldBe(sample);
    }

    private static byte[] Golden(string name, string extension) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", name + extension));
}
