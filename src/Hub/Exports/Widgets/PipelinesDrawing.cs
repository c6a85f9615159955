using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>How pipelines stand, with how much of their last 24 hours was watched.</summary>
internal sealed class PipelinesDrawing : IWidgetDrawing
{
    public string Type => "pipelines";

    public string Title => "Pipelines";

    public Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var pipelines = Ordered(scene.Sources.SelectMany(source => source.Pipelines).Where(pipeline => scene.Holds(pipeline.Id, pipeline.Name)), scene.Options.Text("sort")).ToList();
        if (pipelines.Count == 0)
        {
            scene.Paper.Paragraph("No pipeline is known.", isQuiet: true);
            return Task.FromResult(0L);
        }

        var table = new PdfTable(scene.Paper, [new("Daemon", 1.6), new("Pipeline", 2.6), new("Last run", 1.6), new("Started", 2.3), new("Usually", 1.6, true), new("24 h good", 1.8, true), new("Failed", 1.5, true), new("Watched", 1.7, true), new("Next due", 2.3)]);
        foreach (var pipeline in pipelines)
        {
            table.Add(
            [
                pipeline.Source,
                pipeline.IsActive ? pipeline.Name : $"{pipeline.Name}\n(not active)",
                StandingOf(pipeline),
                PdfNotes.NarrowTime(pipeline.LastStartedAt, scene.Board.Zone),
                pipeline.UsualSeconds is { } seconds ? DurationWords.Of(seconds) : null,
                pipeline.Succeeded24h.ToString(CultureInfo.InvariantCulture),
                pipeline.Failed24h.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{pipeline.SeenPercent24h} %"),
                PdfNotes.NarrowTime(pipeline.NextDueAt, scene.Board.Zone),
            ]);
        }

        table.End();
        return Task.FromResult((long)pipelines.Count);
    }

    private static string? StandingOf(PipelineStatus pipeline) => pipeline.FailuresInARow > 1
        ? string.Create(CultureInfo.InvariantCulture, $"failed {pipeline.FailuresInARow}{(pipeline.FailuresAtLeast ? " or more" : "")} times in a row")
        : pipeline.LastStatus?.ToString().ToLowerInvariant();

    private static IOrderedEnumerable<PipelineStatus> Ordered(IEnumerable<PipelineStatus> pipelines, string? sort) => sort switch
    {
        "name" => pipelines.OrderBy(pipeline => pipeline.Name, StringComparer.OrdinalIgnoreCase),
        "last" => pipelines.OrderByDescending(pipeline => pipeline.LastStartedAt),
        _ => pipelines.OrderByDescending(pipeline => pipeline.FailuresInARow).ThenByDescending(pipeline => pipeline.Failed24h).ThenBy(pipeline => pipeline.Name, StringComparer.OrdinalIgnoreCase),
    };
}
