using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Contracts.Tests.Document;

/// <summary>Writes JSON as YAML in block style. Every text is in double quotes, as JSON has it, except names that need none.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonObject document)
    {
        var text = new StringBuilder();
        Write(text, document, "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode node, string indent)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                text.Append(indent).Append(Name(name)).Append(':');
                Append(text, value!, indent + "  ");
            }

            return;
        }

        foreach (var item in (JsonArray)node)
        {
            text.Append(indent).Append('-');
            Append(text, item!, indent + "  ");
        }
    }

    private static void Append(StringBuilder text, JsonNode value, string indent)
    {
        if (value is JsonValue || IsShort(value))
        {
            text.Append(' ').Append(value.ToJsonString(Readable)).Append('\n');
            return;
        }

        text.Append('\n');
        Write(text, value, indent);
    }

    // References and lists of words read best on one line.
    private static bool IsShort(JsonNode value) => value switch
    {
        JsonObject map => map.Count == 0 || (map.Count == 1 && map.First().Value is JsonValue),
        JsonArray items => items.All(item => item is JsonValue),
        _ => false,
    };

    private static string Name(string name) => name.All(character => char.IsAsciiLetterOrDigit(character)) ? name : JsonSerializer.Serialize(name);
}
