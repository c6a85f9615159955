using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards;

/// <summary>Reads dashboards for other rooms, as far as somebody may see them.</summary>
public sealed class DashboardReader
{
    private readonly DashboardCatalog _catalog;

    internal DashboardReader(DashboardCatalog catalog) => _catalog = catalog;

    /// <summary>The newest version of one; null if it does not exist or may not be seen.</summary>
    public async Task<DashboardContent?> FindAsync(string id, DashboardCaller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);

        if (await _catalog.FindAsync(id, caller, cancellationToken).ConfigureAwait(false) is not { } seen)
        {
            return null;
        }

        var document = DashboardDocument.Parse(seen.Version.Document);
        return new DashboardContent(seen.Row.Id, document.Title, seen.Row.OwnerName, seen.Version.Version, document.Range as JsonObject, [.. document.Widgets.Select(WidgetOf).OrderBy(widget => widget.Y).ThenBy(widget => widget.X)]);
    }

    private static DashboardWidget WidgetOf(JsonNode? node) => new(
        (string)node!["id"]!,
        (string)node["type"]!,
        WidgetTypes.All.ContainsKey((string)node["type"]!),
        node["x"]!.GetValue<int>(),
        node["y"]!.GetValue<int>(),
        node["options"] as JsonObject ?? []);
}
