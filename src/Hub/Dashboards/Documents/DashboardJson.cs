using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Documents as text. Characters beyond ASCII stay as they are: a document holds as much in every language.</summary>
internal static class DashboardJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Deepest };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true, NewLine = "\n" };

    /// <summary>That of a document in an answer that holds it.</summary>
    private const int Deepest = DashboardLimits.DeepestJson + 8;

    public static string Write(JsonNode node) => node.ToJsonString(Compact);

    public static string WriteIndented(JsonNode node) => node.ToJsonString(Indented);

    /// <summary>Reads a text that this program wrote.</summary>
    public static JsonObject Read(string text) => JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest })!.AsObject();
}
