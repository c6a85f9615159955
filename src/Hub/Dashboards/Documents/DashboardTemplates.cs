using System.Reflection;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Dashboards to begin with, which people clone.</summary>
internal static class DashboardTemplates
{
    private static readonly string[] Names = ["on-call", "last-night", "one-daemon"];

    /// <summary>By name, in the order in which they are offered. Each is a valid document.</summary>
    public static IReadOnlyList<(string Name, JsonObject Document)> All() => [.. Names.Select(name => (name, Read(name)))];

    private static JsonObject Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"dashboard-{name}.json")
            ?? throw new InvalidOperationException($"The program lacks the template '{name}'.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
