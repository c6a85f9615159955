using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Runs over time, a lane for each pipeline.</summary>
internal sealed class TimelineDrawing(RunSearch runs) : IWidgetDrawing
{
    private const int MostRuns = 2_000;
    private const int MostLanes = 60;
    private const double LaneHeight = 12;
    private const double NameWidth = 150;
    private const double LeastWidth = 1.2;

    public string Type => "timeline";

    public string Title => "Timeline of runs";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var from = scene.Options.Number("hours") is { } hours ? scene.Board.Now - TimeSpan.FromHours(Math.Clamp(hours, 1, 168)) : scene.Board.From;
        var to = scene.Options.Number("hours") is null ? scene.Board.To : scene.Board.Now;
        DashboardReport.DrawRange(scene, from, to);
        var query = new RunsQuery(scene.SourceNames, null, [], null, from, to, null, null, null, MostRuns, null);
        var found = await runs.FindAsync(query, cancellationToken).ConfigureAwait(false);
        var lanes = found.Runs.Where(run => scene.Holds(run.PipelineId, run.PipelineName) && run.StartedAt is not null).GroupBy(run => (run.Source, run.PipelineName)).OrderBy(lane => lane.Key).ToList();
        if (lanes.Count == 0)
        {
            scene.Paper.Paragraph("No run was seen in this time.", isQuiet: true);
            return 0;
        }

        foreach (var page in lanes.Take(MostLanes).Chunk(20))
        {
            DrawLanes(scene, page, from, to);
        }

        scene.Paper.Paragraph("Green and low: success. Red and high: failed. Blue: running. Amber: cancelled or not known. A run whose end was not seen is drawn up to where it was last seen.", isQuiet: true);
        if (lanes.Count > MostLanes || found.Next is not null)
        {
            scene.Paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The newest {MostRuns:N0} runs and the first {MostLanes} pipelines are shown; there are more."), isQuiet: true);
        }

        return found.Runs.Count;
    }

    private static void DrawLanes(WidgetScene scene, IGrouping<(string Source, string PipelineName), RunResponse>[] lanes, DateTimeOffset from, DateTimeOffset to)
    {
        var paper = scene.Paper;
        var height = lanes.Length * LaneHeight;
        paper.Need(height + 24);
        var area = new XRect(PdfPaper.Left + NameWidth, paper.Top, paper.Width - NameWidth, height);
        PdfScale.DrawTimes(paper, area, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), scene.Board.Zone);
        foreach (var (place, lane) in lanes.Index())
        {
            var top = paper.Top + (place * LaneHeight);
            var name = scene.Board.Sources.Count > 1 ? $"{lane.Key.PipelineName} · {lane.Key.Source}" : lane.Key.PipelineName;
            paper.Small.Draw(paper.Page, paper.Small.Fit(name, NameWidth - 6), PdfColours.Text, PdfPaper.Left, top);
            paper.Count($"{name}: {string.Join(' ', lane.Select(run => $"{run.Id} {run.Status}"))}");
            foreach (var run in lane)
            {
                DrawRun(paper.Page, new XRect(area.Left, top, area.Width, LaneHeight), run, from, to);
            }
        }

        paper.Page.DrawRectangle(PdfColours.Line, area);
        paper.Top += height + paper.Small.LineHeight + 10;
    }

    private static void DrawRun(XGraphics page, XRect lane, RunResponse run, DateTimeOffset from, DateTimeOffset to)
    {
        double X(DateTimeOffset at) => lane.Left + (lane.Width * Math.Clamp((at - from) / (to - from), 0, 1));
        var end = run.FinishedAt ?? (run.Status == ExecutionStatus.Running ? to : run.ObservedAt);
        var (left, right) = (X(run.StartedAt!.Value), X(end));
        var (brush, height) = run.Status switch
        {
            ExecutionStatus.Success => (PdfColours.Good, 5.0),
            ExecutionStatus.Failed => (PdfColours.Bad, 9.0),
            ExecutionStatus.Running or ExecutionStatus.Pending => (PdfColours.Accent, 7.0),
            _ => (PdfColours.Fair, 7.0),
        };
        page.DrawRectangle(brush, Math.Min(left, lane.Right - LeastWidth), lane.Top + ((LaneHeight - height) / 2), Math.Max(LeastWidth, right - left), height);
    }
}
