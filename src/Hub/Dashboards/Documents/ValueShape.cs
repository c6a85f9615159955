using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>What a value of a document may be. Both the check of documents and the published schema are made from it, so that they say the same.</summary>
internal abstract class ValueShape
{
    /// <summary>Says what is wrong with a value.</summary>
    /// <param name="value">The value; null for JSON's null.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public abstract void Check(JsonNode? value, string pointer, DocumentErrors errors);

    /// <summary>The same as JSON schema (2020-12).</summary>
    public abstract JsonObject ToSchema();

    /// <summary>The same as JSON schema where null counts as missing.</summary>
    public JsonObject ToOptionalSchema()
    {
        var schema = ToSchema();
        if (schema.ContainsKey("oneOf"))
        {
            return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }

        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        if (schema["enum"] is JsonArray words)
        {
            words.Add((JsonNode?)null);
        }

        return schema;
    }

    /// <summary>Says that a value is not what is allowed.</summary>
    protected static void Refuse(JsonNode? value, string pointer, string allowed, DocumentErrors errors) =>
        errors.Add(pointer, $"{NameOf(pointer)} is {Show(value)}, and may be {allowed}.");

    protected static string NameOf(string pointer) => pointer.Length == 0 ? "The document" : pointer[(pointer.LastIndexOf('/') + 1)..];

    private static string Show(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"'{DocumentErrors.Excerpt(value.GetValue<string>())}'",
        _ => DocumentErrors.Excerpt(value.ToJsonString()),
    };
}
