using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.RunLogs;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>The end of the log of a run: of one run, or of the newest of a pipeline.</summary>
internal sealed class LogDrawing(RunSearch runs, RunLogReader logs) : IWidgetDrawing
{
    public string Type => "log";

    public string Title => "Log";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var (pattern, execution, pipeline) = (scene.Options.Text("source"), scene.Options.Text("execution"), scene.Options.Text("pipeline"));
        string[] sources = [.. scene.Board.Sources.Select(source => source.Name).Where(name => pattern is null || NamePattern.Fits(pattern, name))];
        if (sources.Length == 0)
        {
            scene.Paper.Paragraph(DashboardReport.MissingText("daemon", [pattern ?? "*"]), isQuiet: true);
            return 0;
        }

        var found = await runs.FindAsync(new RunsQuery(sources, null, [], execution is { Length: <= RunsQuery.LongestText } ? execution : null, null, null, null, null, null, RunsQuery.MostRuns, null), cancellationToken).ConfigureAwait(false);
        var run = found.Runs.FirstOrDefault(run => execution is not null ? run.Id == execution : pipeline is null || NamePattern.Fits(pipeline, run.PipelineId) || NamePattern.Fits(pipeline, run.PipelineName));
        if (run is null)
        {
            scene.Paper.Paragraph(DashboardReport.MissingText("run", [execution ?? pipeline ?? "*"]), isQuiet: true);
            return 0;
        }

        scene.Paper.Paragraph($"{run.PipelineName}, run {run.Id} of {run.Source}, {run.Status.ToString().ToLowerInvariant()}", isQuiet: true);
        return await DrawLinesAsync(scene, run, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> DrawLinesAsync(WidgetScene scene, RunResponse run, CancellationToken cancellationToken)
    {
        var end = await logs.ReadEndAsync(run.Source, run.Id, scene.Options.Whole("lines", 10, 1000, 200), scene.Board.AskedBy, cancellationToken).ConfigureAwait(false);
        if (end.Lines.Count == 0)
        {
            scene.Paper.Paragraph(end.Error is { } error ? $"The log cannot be read: {error}" : "No line has come.", isQuiet: true);
            return 0;
        }

        var table = new PdfTable(scene.Paper, [new("Line", 1, true), new("At", 2.2), new("Level", 1.2), new("Message", 10)]);
        foreach (var (place, line) in end.Lines.Index())
        {
            table.Add([(end.First + place).ToString(CultureInfo.InvariantCulture), PdfNotes.NarrowTime(line.Timestamp, scene.Board.Zone), line.Level, line.Message]);
        }

        table.End();
        scene.Paper.Paragraph(end switch
        {
            { Error: { } error } => $"The log could not be read on: {error}",
            { IsWhole: true } => "The log is whole.",
            _ => "The run may have written more since.",
        }, isQuiet: true);
        return end.Lines.Count;
    }
}
