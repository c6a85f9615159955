using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagShape : ValueShape
{
    public override void Check(JsonNode? value, string pointer, DocumentErrors errors)
    {
        if (value?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(value, pointer, "true or false", errors);
        }
    }

    public override JsonObject ToSchema() => new() { ["type"] = "boolean" };
}
