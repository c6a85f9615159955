using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Finds what the widgets of a document name that somebody does not see in this installation.</summary>
internal sealed class ImportCheck(ISourceCatalog catalog, IFeedReader feed)
{
    /// <summary>In the order of the widgets, each entry once.</summary>
    public async Task<IReadOnlyList<Unmatched>> RunAsync(DashboardDocument document, Rights rights, CancellationToken cancellationToken)
    {
        string[] sources = [.. catalog.Names.Where(rights.MaySee)];
        var pipelines = await PipelinesAsync(sources, cancellationToken).ConfigureAwait(false);
        return [.. document.Widgets.SelectMany(widget => Of(widget!.AsObject(), sources, pipelines)).Distinct()];
    }

    private static IEnumerable<Unmatched> Of(JsonObject widget, string[] sources, HashSet<string> pipelines)
    {
        var (id, type) = ((string)widget["id"]!, (string)widget["type"]!);
        var options = widget["options"]!.AsObject();
        if (!WidgetTypes.All.ContainsKey(type))
        {
            return [new Unmatched(id, "type", type)];
        }

        var named = Texts(options["sources"]).Concat(Text(options["source"])).Concat((options["series"] as JsonArray ?? []).SelectMany(line => Text(line?["source"])));
        var runs = Texts(options["pipelines"]).Concat(Text(options["pipeline"]));
        return named.Where(pattern => !sources.Any(source => Fits(pattern, source))).Select(pattern => new Unmatched(id, "source", pattern))
            .Concat(runs.Where(pattern => !pipelines.Any(pipeline => Fits(pattern, pipeline))).Select(pattern => new Unmatched(id, "pipeline", pattern)));
    }

    private async Task<HashSet<string>> PipelinesAsync(string[] sources, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in sources)
        {
            foreach (var pipeline in (await feed.GetLatestAsync(source, cancellationToken).ConfigureAwait(false)).OfType<PipelineStatus>())
            {
                names.Add(pipeline.Id);
                names.Add(pipeline.Name);
            }
        }

        return names;
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).SelectMany(Text);

    private static string[] Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? [value.GetValue<string>()] : [];

    // As the patterns of routes and silences.
    private static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);
}
