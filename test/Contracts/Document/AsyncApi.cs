using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json.Nodes;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>Writes <c>docs/asyncapi.yaml</c> from the table of messages, the doc comments and the table of calls.</summary>
internal static class AsyncApi
{
    private const string Version = "0.1.0";
    private const string Schemas = "#/components/schemas/";
    private const string Channel = "#/channels/dashboard";

    private static readonly IReadOnlyList<Type> Sent =
        [.. MessageDescriptors.All.Where(descriptor => descriptor.Method is not null).Select(descriptor => descriptor.Type), typeof(Closing)];

    /// <summary>The whole document.</summary>
    public static string Write() => YamlText.Of(Document());

    /// <summary>The same as JSON.</summary>
    public static JsonObject Document() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "FlextMonitor hub",
            ["version"] = Version,
            ["description"] = "What a subscriber receives at the hub, and what it may call. SignalR's JSON protocol: each message ends with the byte 0x1E. docs/protocol.md says what the fields mean together. "
                + "This file is generated from src/Contracts.",
        },
        ["defaultContentType"] = "application/json",
        ["servers"] = new JsonObject
        {
            ["monitor"] = new JsonObject
            {
                ["host"] = "monitor.example",
                ["protocol"] = "wss",
                ["security"] = new JsonArray(Ref("#/components/securitySchemes/bearer")),
            },
        },
        ["channels"] = new JsonObject
        {
            ["dashboard"] = new JsonObject
            {
                ["address"] = Routes.DashboardHub,
                ["messages"] = Each([.. Sent.Select(MethodOf), .. HubCalls.All.Select(call => call.Name), .. HubCalls.All.Select(ReplyOf)], name => Ref($"#/components/messages/{name}")),
            },
        },
        ["operations"] = Operations(),
        ["components"] = new JsonObject
        {
            ["messages"] = Messages(),
            ["schemas"] = Each(FieldTables.Records.Where(record => record != typeof(SourceMessage)).Concat(Enumerations()), type => type.Name, SchemaOf),
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A service token (fxm_…), or the access token of a sign-in." },
            },
        },
    };

    private static JsonObject Operations()
    {
        var operations = Each(Sent.Select(MethodOf), name => $"send{name}", name => Operation("send", name));
        foreach (var call in HubCalls.All)
        {
            var operation = Operation("receive", call.Name);
            operation["reply"] = new JsonObject { ["channel"] = Ref(Channel), ["messages"] = new JsonArray(Ref($"{Channel}/messages/{ReplyOf(call)}")) };
            operations[$"call{call.Name}"] = operation;
        }

        return operations;
    }

    private static JsonObject Operation(string action, string message) => new()
    {
        ["action"] = action,
        ["channel"] = Ref(Channel),
        ["messages"] = new JsonArray(Ref($"{Channel}/messages/{message}")),
    };

    private static JsonObject Messages()
    {
        var messages = Each(Sent, MethodOf, type => Message(DocComments.Of(type), Invocation(MethodOf(type), [Ref(Schemas + type.Name)])));
        foreach (var call in HubCalls.All)
        {
            var invocation = Invocation(call.Name, call.Parameters.Select(parameter => parameter.Schema()));
            ((JsonObject)invocation["properties"]!)["invocationId"] = new JsonObject { ["type"] = "string" };
            ((JsonObject)((JsonObject)invocation["properties"]!)["type"]!)["const"] = call.IsStream ? 4 : 1;
            messages[call.Name] = Message(DocComments.Of(typeof(HubMethods).GetField(call.Name)!), invocation);
            messages[ReplyOf(call)] = Message(call.IsStream ? "An item of the stream; a completion ends it." : "The answer, or the error.", Reply(call));
        }

        return messages;
    }

    private static JsonObject Message(string summary, JsonObject payload) => new() { ["summary"] = summary, ["payload"] = payload };

    private static JsonObject Invocation(string target, IEnumerable<JsonNode> arguments) => Object(new JsonObject
    {
        ["type"] = new JsonObject { ["const"] = 1 },
        ["target"] = new JsonObject { ["const"] = target },
        ["arguments"] = Tuple([.. arguments]),
    });

    private static JsonObject Tuple(JsonNode[] items) => items.Length == 0
        ? new JsonObject { ["type"] = "array", ["maxItems"] = 0 }
        : new JsonObject { ["type"] = "array", ["items"] = new JsonArray(items), ["minItems"] = items.Length, ["maxItems"] = items.Length };

    private static JsonObject Reply(HubCalls.Call call)
    {
        var properties = new JsonObject { ["type"] = new JsonObject { ["const"] = call.IsStream ? 2 : 3 }, ["invocationId"] = new JsonObject { ["type"] = "string" } };
        if (call.Result is { } result)
        {
            properties[call.IsStream ? "item" : "result"] = result();
        }

        if (!call.IsStream)
        {
            properties["error"] = new JsonObject { ["type"] = "string", ["description"] = "What went wrong, for a person to act on. It may begin with a code in square brackets." };
        }

        return new JsonObject { ["type"] = "object", ["required"] = new JsonArray("type", "invocationId"), ["properties"] = properties };
    }

    private static JsonObject SchemaOf(Type type)
    {
        if (type.IsEnum)
        {
            var words = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => (JsonNode)WireType.Word(value)).ToArray();
            return new JsonObject { ["description"] = DocComments.Of(type), ["type"] = "string", ["enum"] = new JsonArray(words) };
        }

        var fields = typeof(SourceMessage).IsAssignableFrom(type) ? FieldTables.FieldsOf(typeof(SourceMessage)).Concat(FieldTables.FieldsOf(type)) : FieldTables.FieldsOf(type);
        var schema = Object(Each(fields, NameOf, FieldSchema));
        schema.Insert(0, "description", DocComments.Of(type));
        return schema;
    }

    private static JsonObject FieldSchema(PropertyInfo field)
    {
        var isNullable = new NullabilityInfoContext().Create(field).ReadState == NullabilityState.Nullable;
        var schema = ValueSchema(Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType);
        var typed = !isNullable ? schema
            : schema["type"] is { } type ? WithType(schema, new JsonArray(type.DeepClone(), "null"))
            : new JsonObject { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

        // Beside a reference nothing else is read.
        return typed.ContainsKey("$ref") ? new JsonObject { ["description"] = DocComments.Of(field), ["allOf"] = new JsonArray(typed) } : WithDescription(typed, DocComments.Of(field));
    }

    private static JsonObject ValueSchema(Type type) => type switch
    {
        _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(double) => new JsonObject { ["type"] = "number" },
        _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ when type.IsGenericType => new JsonObject { ["type"] = "object", ["additionalProperties"] = ValueSchema(type.GetGenericArguments()[0]) },
        _ => Ref(Schemas + type.Name),
    };

    private static IEnumerable<Type> Enumerations() => FieldTables.Records.SelectMany(FieldTables.FieldsOf).Select(WireType.PartOf).OfType<Type>().Where(type => type.IsEnum).Distinct();

    private static JsonObject WithType(JsonObject schema, JsonArray types)
    {
        schema["type"] = types;
        return schema;
    }

    private static JsonObject WithDescription(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject Object(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
        ["properties"] = properties,
    };

    private static string MethodOf(Type type) => MessageDescriptors.All.FirstOrDefault(descriptor => descriptor.Type == type)?.Method ?? type.Name;

    private static string ReplyOf(HubCalls.Call call) => string.Create(CultureInfo.InvariantCulture, $"{call.Name}Reply");

    private static string NameOf(PropertyInfo field) => field.GetCustomAttribute<DataMemberAttribute>()!.Name!;

    private static JsonObject Ref(string target) => new() { ["$ref"] = target };

    private static JsonObject Each(IEnumerable<string> names, Func<string, JsonNode> value) => Each(names, name => name, value);

    private static JsonObject Each<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> value) =>
        new(items.Select(item => KeyValuePair.Create(name(item), (JsonNode?)value(item))));
}
