using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Testing.Vectors;

/// <summary>One file of <c>test/Vectors</c>: what a hub sends, and the state that must result.</summary>
public sealed class Vector
{
    private const string Defaults = "defaults";

    private static readonly JsonSerializerOptions Json = WireOptions();
    private static readonly JsonObject DefaultMessages = Read(Defaults);

    private readonly JsonObject _expected;

    private Vector(JsonObject file)
    {
        Rule = file["rule"]!.GetValue<string>();
        IsForHub = file["hub"]!.GetValue<bool>();
        Steps = [.. file["steps"]!.AsArray().Select(step => StepOf(step!.AsObject()))];
        _expected = file["expected"]!["sources"]!.AsObject();
    }

    /// <summary>The names of all vectors, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("test", "Vectors"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != Defaults).Order(StringComparer.Ordinal)];

    /// <summary>What it holds.</summary>
    public string Rule { get; }

    /// <summary>Whether the hub's live state runs it too.</summary>
    public bool IsForHub { get; }

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<VectorStep> Steps { get; }

    /// <summary>Reads one by its name.</summary>
    public static Vector Load(string name) => new(Read(name));

    /// <summary>What differs from the expected state; empty if nothing does.</summary>
    public IReadOnlyList<string> DifferencesTo(IReadOnlyDictionary<string, VectorSource> actual)
    {
        ArgumentNullException.ThrowIfNull(actual);
        var names = _expected.Select(source => source.Key).Concat(actual.Keys).Distinct().Order(StringComparer.Ordinal);
        return [.. names.SelectMany(name => DifferencesOf(name, _expected[name]?.AsObject(), actual.GetValueOrDefault(name)))];
    }

    private static IEnumerable<string> DifferencesOf(string name, JsonObject? expected, VectorSource? actual)
    {
        if (expected is null || actual is null)
        {
            return [$"{name} {(actual is null ? "is missing" : "should not exist")}"];
        }

        var fields = JsonSerializer.SerializeToNode(actual, Json)!.AsObject();
        return expected.Where(field => !JsonNode.DeepEquals(field.Value, fields[field.Key]))
            .Select(field => $"{name}.{field.Key} is {fields[field.Key]?.ToJsonString() ?? "null"}, not {field.Value?.ToJsonString() ?? "null"}");
    }

    private static VectorStep StepOf(JsonObject step) => step.First().Key switch
    {
        "open" => new VectorStep.Open(),
        "settle" => new VectorStep.Settle(),
        "lose" => new VectorStep.Lose(step["lose"]!.GetValue<string>()),
        "advanceSeconds" => new VectorStep.Advance(TimeSpan.FromSeconds(step["advanceSeconds"]!.GetValue<double>())),
        "receive" => new VectorStep.Receive(MessageOf(step["receive"]!.GetValue<string>(), step["with"]?.AsObject() ?? new JsonObject())),
        var other => throw new InvalidOperationException($"A vector has the step '{other}', which is not known."),
    };

    // Null for a method that this release does not know.
    private static SourceMessage? MessageOf(string method, JsonObject changes)
    {
        if (MessageDescriptors.All.FirstOrDefault(descriptor => descriptor.Method == method) is not { } descriptor)
        {
            return null;
        }

        var message = DefaultMessages[method]!.DeepClone().AsObject();
        foreach (var (field, value) in changes)
        {
            message[field] = value?.DeepClone();
        }

        return (SourceMessage)message.Deserialize(descriptor.Type, Json)!;
    }

    private static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Repository.PathOf("test", "Vectors", $"{name}.json")))!.AsObject();

    private static JsonSerializerOptions WireOptions()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
