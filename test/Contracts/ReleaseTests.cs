using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Testing;
using MessagePack;

namespace FlextMonitor.Contracts.Tests;

/// <summary>
/// Messages as each release sent them, kept as bytes: a newer client reads them, and an older one reads those of today. With a release, the files of <c>Golden</c> that are
/// sent to subscribers are copied to a folder of its own.
/// </summary>
public sealed class ReleaseTests
{
    private static readonly JsonSerializerOptions Json = CreateJson();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.PathOf("test", "Contracts", "Releases"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.PathOf("test", "Contracts", "Releases"), file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Message_OfARelease_IsReadByThisOne(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        var type = TypeOf(file);

        var read = file.EndsWith(".json", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize(bytes, type, Json)
            : MessagePackSerializer.Deserialize(type, bytes, WireFormat.MessagePack, TestContext.Current.CancellationToken);

        var kept = JsonSerializer.SerializeToNode(read, type, Json)!.AsObject();
        Shape(bytes, file).Where(field => !JsonNode.DeepEquals(field.Value, kept[field.Key])).Select(field => field.Key).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Message_OfToday_HasEveryFieldThatTheReleaseReads(string file)
    {
        var today = File.ReadAllBytes(Repository.PathOf("test", "Contracts", "Golden", Path.GetFileName(file)));

        var missing = Missing(Shape(File.ReadAllBytes(PathOf(file)), file), Shape(today, file), "");

        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Message_ReadWithoutReflection_IsTheSame(string file)
    {
        var text = Shape(File.ReadAllBytes(PathOf(file)), file).ToJsonString();
        var generated = new JsonSerializerOptions { TypeInfoResolver = WireFormat.JsonTypes };
        WireFormat.ConfigureJson(generated);

        var read = JsonSerializer.Deserialize(text, generated.GetTypeInfo(TypeOf(file)));

        read.ShouldBe(JsonSerializer.Deserialize(text, TypeOf(file), Json));
    }

    [Fact]
    public void JsonTypes_HaveEveryMessageThatIsSent()
    {
        var options = new JsonSerializerOptions();

        MessageDescriptors.All.Where(descriptor => descriptor.Method is not null).Select(descriptor => descriptor.Type).Append(typeof(Closing)).Append(typeof(LogLine))
            .ShouldAllBe(type => WireFormat.JsonTypes.GetTypeInfo(type, options) != null);
    }

    // Of a null it is not known what else it may be.
    private static IEnumerable<string> Missing(JsonObject old, JsonObject today, string path) => old.SelectMany(field =>
        !today.ContainsKey(field.Key) ? [$"{path}{field.Key} is gone"]
        : field.Value is null || today[field.Key] is not { } value ? []
        : field.Value.GetValueKind() != value.GetValueKind() && !AreFlags(field.Value, value) ? [$"{path}{field.Key} was {field.Value.GetValueKind()} and is {value.GetValueKind()}"]
        : field.Value is JsonObject inner && value is JsonObject innerToday ? Missing(inner, innerToday, $"{path}{field.Key}.")
        : Enumerable.Empty<string>());

    private static bool AreFlags(JsonNode left, JsonNode right) =>
        left.GetValueKind() is JsonValueKind.True or JsonValueKind.False && right.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static JsonObject Shape(byte[] bytes, string file) => JsonNode.Parse(
        file.EndsWith(".json", StringComparison.Ordinal) ? Encoding.UTF8.GetString(bytes) : MessagePackSerializer.ConvertToJson(bytes, WireFormat.MessagePack, TestContext.Current.CancellationToken))!.AsObject();

    private static Type TypeOf(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        return typeof(SourceMessage).Assembly.GetType($"FlextMonitor.Contracts.{name}") ?? throw new InvalidOperationException($"There is no message {name} any more.");
    }

    private static string PathOf(string file) => Repository.PathOf("test", "Contracts", "Releases", file);

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
