using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>One of some words.</summary>
internal sealed class WordShape(params IReadOnlyList<string> words) : ValueShape
{
    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() != JsonValueKind.String || !words.Contains(value.GetValue<string>()))
        {
            Refuse(value, pointer, string.Join(", ", words), errors);
        }
    }

    public override JsonObject ToSchema() => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}
