using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;
using Microsoft.AspNetCore.WebUtilities;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Runs that a search finds, as the page of runs finds them.</summary>
internal sealed class RunsDrawing(RunSearch runs) : IWidgetDrawing
{
    public string Type => "runs";

    public string Title => "Runs";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var search = QueryOf(scene);
        var found = await runs.FindAsync(search, cancellationToken).ConfigureAwait(false);
        var shown = found.Runs.Where(run => scene.Holds(run.PipelineId, run.PipelineName)).ToList();
        if (shown.Count == 0)
        {
            scene.Paper.Paragraph("None was seen in the time shown.", isQuiet: true);
            return 0;
        }

        var table = new PdfTable(scene.Paper, [new("Started", 2.4), new("Daemon", 1.6), new("Pipeline", 2.6), new("Run", 1.8), new("Status", 1.5), new("Duration", 1.5, true), new("Rows", 1.3, true), new("Error", 4)]);
        foreach (var run in shown)
        {
            table.Add([PdfNotes.NarrowTime(run.StartedAt, scene.Board.Zone), run.Source, run.PipelineName, run.Id, run.Status.ToString().ToLowerInvariant(), run.Duration, run.RecordsProcessed?.ToString("N0", CultureInfo.InvariantCulture), run.ErrorMessage]);
        }

        table.End();
        if (found.Next is not null)
        {
            scene.Paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The newest {search.Limit} are looked at, as the widget says; there are more."), isQuiet: true);
        }

        return shown.Count;
    }

    /// <summary>What the widget searches for. What its search holds besides is left out, as the page does.</summary>
    private static RunsQuery QueryOf(WidgetScene scene)
    {
        var search = QueryHelpers.ParseQuery(scene.Options.Text("search"));
        string? Text(string name) => search.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        var statuses = (Text("status") ?? "").Split(',').Where(RunStatuses.ByWord.ContainsKey).Select(word => RunStatuses.ByWord[word]);
        var text = Text("text");
        return new RunsQuery(
            scene.SourceNames,
            null,
            [.. statuses.Distinct()],
            text?.Length > RunsQuery.LongestText ? text[..RunsQuery.LongestText] : text,
            scene.Board.From,
            scene.Board.To,
            long.TryParse(Text("minSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null,
            Text("rows") == "some" ? 1 : null,
            Text("rows") == "none" ? 0 : null,
            scene.Options.Whole("limit", 5, RunsQuery.MostRuns, 20),
            null);
    }
}
