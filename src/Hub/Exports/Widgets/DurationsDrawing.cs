using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>How long successful runs took: how many lie in each span, on a logarithmic scale.</summary>
internal sealed class DurationsDrawing(RunSearch runs) : IWidgetDrawing
{
    private const int MostRuns = 1_000;
    private const int MostBins = 24;
    private const double LeastFactor = 1.05;
    private const double LeastSeconds = 0.1;
    private const double Height = 80;

    public string Type => "durations";

    public string Title => "Durations";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var from = scene.Options.Number("days") is { } days ? scene.Board.Now - TimeSpan.FromDays(Math.Clamp(days, 7, 400)) : scene.Board.From;
        var to = scene.Options.Number("days") is null ? scene.Board.To : scene.Board.Now;
        DashboardReport.DrawRange(scene, from, to);
        var found = await runs.FindAsync(new RunsQuery(scene.SourceNames, null, [ExecutionStatus.Success], null, from, to, null, null, null, MostRuns, null), cancellationToken).ConfigureAwait(false);
        double[] sorted = [.. found.Runs.Where(run => scene.Holds(run.PipelineId, run.PipelineName)).Select(run => (double?)run.DurationSeconds).OfType<double>().Order()];
        if (sorted.Length == 0)
        {
            scene.Paper.Paragraph("No successful run with a known duration was seen in this time.", isQuiet: true);
            return 0;
        }

        scene.Paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"n = {sorted.Length:N0} · half took at most {Words(Quantile(sorted, 0.5))} · 95 % at most {Words(Quantile(sorted, 0.95))}"));
        DrawBins(scene.Paper, sorted);
        if (found.Next is not null)
        {
            scene.Paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The newest {MostRuns:N0} successful runs are counted; there are more."), isQuiet: true);
        }

        return sorted.Length;
    }

    private static void DrawBins(PdfPaper paper, double[] sorted)
    {
        var (least, most) = (Math.Max(LeastSeconds, sorted[0]), Math.Max(LeastSeconds, sorted[^1]));
        var count = (int)Math.Clamp(Math.Ceiling(Math.Log(most / least) / Math.Log(LeastFactor)), 1, MostBins);
        var factor = Math.Max(LeastFactor, Math.Pow(most / least, 1.0 / count));
        var bins = sorted.CountBy(seconds => Math.Min(count - 1, (int)Math.Floor(Math.Log(Math.Max(least, seconds) / least) / Math.Log(factor)))).ToDictionary();
        paper.Need(Height + 24);
        paper.Count($"durations: {string.Join(' ', Enumerable.Range(0, count).Select(bin => bins.GetValueOrDefault(bin)))}");
        var area = new XRect(PdfPaper.Left, paper.Top + paper.Small.LineHeight, paper.Width, Height);
        var width = area.Width / count;
        foreach (var (bin, held) in bins)
        {
            var height = area.Height * held / bins.Values.Max();
            paper.Page.DrawRectangle(PdfColours.Accent, area.Left + (bin * width) + 1, area.Bottom - height, Math.Max(1, width - 2), height);
            var text = held.ToString(CultureInfo.InvariantCulture);
            paper.Small.Draw(paper.Page, text, PdfColours.Quiet, area.Left + ((bin + 0.5) * width) - (paper.Small.WidthOf(text) / 2), area.Bottom - height - paper.Small.LineHeight);
        }

        paper.Page.DrawLine(PdfColours.Line, area.Left, area.Bottom, area.Right, area.Bottom);
        var end = Words(least * Math.Pow(factor, count));
        paper.Small.Draw(paper.Page, Words(least), PdfColours.Quiet, area.Left, area.Bottom + 2);
        paper.Small.Draw(paper.Page, end, PdfColours.Quiet, area.Right - paper.Small.WidthOf(end), area.Bottom + 2);
        paper.Top = area.Bottom + paper.Small.LineHeight + 10;
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];

    private static string Words(double seconds) => seconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s") : DurationWords.Of((long)Math.Round(seconds));
}
