using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>All daemons with their present figures.</summary>
internal sealed class FleetDrawing : IWidgetDrawing
{
    public string Type => "fleet";

    public string Title => "Daemons";

    public Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var table = new PdfTable(scene.Paper, [new("Daemon", 2.4), new("State", 1.6), new("Since", 2.4), new("CPU", 1.3, true), new("Memory", 1.6, true), new("Active", 1.4, true), new("Success", 1.6, true), new("Error", 3)]);
        foreach (var source in scene.Sources)
        {
            table.Add(
            [
                source.Name,
                source.Status?.State.ToString().ToLowerInvariant(),
                PdfNotes.NarrowTime(source.Status?.Since, scene.Board.Zone),
                Percent(source.ValueOf("cpuUsage")),
                Percent(source.ValueOf("memoryUsage")),
                source.ValueOf("activePipelines")?.ToString("N0", CultureInfo.InvariantCulture),
                Percent(source.ValueOf("successRate")),
                source.Status?.Error,
            ]);
        }

        table.End();
        return Task.FromResult((long)scene.Sources.Count);
    }

    private static string? Percent(double? value) => value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.#} %") : null;
}
