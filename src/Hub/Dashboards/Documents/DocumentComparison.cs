using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>Tells what differs between two versions of a dashboard.</summary>
internal static class DocumentComparison
{
    private static readonly string[] Place = ["x", "y", "w", "h"];
    private static readonly string[] Named = ["title", "range", "visibility", "leastRole", "widgets"];

    /// <summary>The changes from one version to the next: of the dashboard first, then of its widgets in their order, then removed ones. Empty if nothing differs.</summary>
    public static IReadOnlyList<DocumentChange> Of(DashboardDocument before, DashboardDocument after)
    {
        var changes = new List<DocumentChange>();
        if (before.Title != after.Title)
        {
            changes.Add(new("title", Title: after.Title));
        }

        if (!JsonNode.DeepEquals(before.Range, after.Range))
        {
            changes.Add(new("range"));
        }

        if (IsSharedOtherwise(before, after))
        {
            changes.Add(new("sharing"));
        }

        if (!JsonNode.DeepEquals(Rest(before.ToNode(), Named), Rest(after.ToNode(), Named)))
        {
            changes.Add(new("other"));
        }

        AddWidgets(before.Widgets, after.Widgets, changes);
        return changes;
    }

    public static bool IsSharedOtherwise(DashboardDocument before, DashboardDocument after) => (before.Visibility, before.LeastRole) != (after.Visibility, after.LeastRole);

    private static void AddWidgets(JsonArray before, JsonArray after, List<DocumentChange> changes)
    {
        var earlier = before.ToDictionary(widget => (string)widget!["id"]!, widget => widget!.AsObject(), StringComparer.Ordinal);
        foreach (var widget in after.Select(widget => widget!.AsObject()))
        {
            if (!earlier.Remove((string)widget["id"]!, out var old))
            {
                changes.Add(Of("added", widget));
                continue;
            }

            if (!JsonNode.DeepEquals(Rest(old, Place), Rest(widget, Place)))
            {
                changes.Add(Of("changed", widget));
            }

            if (Place.Any(name => !JsonNode.DeepEquals(old[name], widget[name])))
            {
                changes.Add(Of("moved", widget));
            }
        }

        changes.AddRange(earlier.Values.Select(widget => Of("removed", widget)));
    }

    private static JsonObject Rest(JsonObject content, string[] without) =>
        new(content.Where(field => !without.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static DocumentChange Of(string kind, JsonObject widget) =>
        new(kind, (string)widget["id"]!, (string)widget["type"]!, widget["options"]?["title"] is JsonValue title && title.GetValueKind() == JsonValueKind.String ? (string?)title : null);
}
