using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>The JSON schema (2020-12) of documents, which is published. It is made of what checks them.</summary>
internal static class DashboardSchema
{
    private static readonly Lazy<string> Made = new(() => $"{DashboardJson.WriteIndented(Make())}\n");

    /// <summary>The schema, with line breaks.</summary>
    public static string Text => Made.Value;

    private static JsonObject Make()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "FlextMonitor dashboard",
            ["description"] = $"A dashboard as it is exported, imported and read from a folder. At most {DashboardLimits.LargestDocument} bytes as JSON in UTF-8 without white space, nested {DashboardLimits.DeepestJson} deep at most. "
                + "Unknown fields and types of widgets are kept. Where a field may be null, null means that it is missing.",
        };
        foreach (var (name, value) in DocumentReader.ToSchema().ToList())
        {
            schema[name] = value?.DeepClone();
        }

        return schema;
    }
}
