using FlextMonitor.Contracts;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>The health of the components of daemons. While a daemon cannot be reached, theirs is unknown.</summary>
internal sealed class ComponentsDrawing : IWidgetDrawing
{
    public string Type => "components";

    public string Title => "Components";

    public Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var rows = scene.Sources.SelectMany(Rows).ToList();
        if (rows.Count == 0)
        {
            scene.Paper.Paragraph("No component is known.", isQuiet: true);
            return Task.FromResult(0L);
        }

        var table = new PdfTable(scene.Paper, [new("Daemon", 2), new("Component", 2.4), new("Health", 2.4), new("Message", 5)]);
        rows.ForEach(table.Add);
        table.End();
        return Task.FromResult((long)rows.Count);
    }

    private static IEnumerable<IReadOnlyList<string?>> Rows(SourceValues source) => source.Health switch
    {
        { Fallback: false } health => health.Components.Values.OrderBy(component => component.Name, StringComparer.Ordinal).Select(component => Row(source, component, WordOf(component))),
        { LastKnown: { } last } => last.Components.Values.OrderBy(component => component.Name, StringComparer.Ordinal).Select(component => Row(source, component, $"unknown, was {WordOf(component)}")),
        _ => [],
    };

    private static IReadOnlyList<string?> Row(SourceValues source, ComponentHealth component, string health) => [source.Name, component.Name, health, component.Message];

    private static string WordOf(ComponentHealth component) => component.Healthy ? "healthy" : "unhealthy";
}
