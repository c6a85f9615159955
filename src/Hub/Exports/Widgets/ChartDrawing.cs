using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Up to eight lines of figures over time; those of another unit have a chart of their own.</summary>
internal sealed class ChartDrawing(FigureHistory history) : IWidgetDrawing
{
    private const int MostLines = 8;

    public string Type => "chart";

    public string Title => "Chart";

    public double LeastHeight => PdfLines.LeastHeight;

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var series = scene.Options.Series();
        var missing = series.Where(line => !scene.Sources.Any(source => NamePattern.Fits(line.Source, source.Name))).Select(line => line.Source).Distinct().ToList();
        if (missing.Count > 0 || series.Count == 0)
        {
            scene.Paper.Paragraph(series.Count == 0 ? "It has no lines." : DashboardReport.MissingText("daemon", missing), isQuiet: true);
        }

        var lines = series.SelectMany(line => scene.Sources.Where(source => NamePattern.Fits(line.Source, source.Name)).Select(source => (line.Of, Source: source.Name))).Distinct().Take(MostLines).ToList();
        var read = (await history.ReadAsync(lines.Select(line => line.Source).Distinct(), [.. lines.Select(line => line.Of).Distinct()], scene.Board.From, scene.Board.To, cancellationToken).ConfigureAwait(false))
            .ToDictionary(answer => answer.Source, StringComparer.Ordinal);
        var hasFigures = lines.Select(line => line.Of).Distinct().Count() > 1;
        foreach (var ofUnit in lines.GroupBy(line => FigureNames.UnitOf(line.Of)))
        {
            PdfLine[] drawn = [.. ofUnit.Select(line => LineOf(read[line.Source], line.Of, hasFigures))];
            PdfLines.Draw(scene.Paper, AxisOf(scene, ofUnit.Key, [.. ofUnit.Select(line => FigureNames.TitleOf(line.Of)).Distinct()]), drawn, scene.Board.Zone);
        }

        scene.Paper.Paragraph(string.Join(" · ", read.Values.Select(answer => string.Create(CultureInfo.InvariantCulture, $"{answer.Source} was watched for {answer.SeenPercent:0.0} % of the time"))), isQuiet: true);
        return lines.Count;
    }

    private static PdfAxis AxisOf(WidgetScene scene, string unit, IReadOnlyList<string> figures) => new(
        unit.Length > 0 ? $"{string.Join(", ", figures)} ({unit})" : string.Join(", ", figures),
        scene.Options.Number("axisMin"),
        scene.Options.Number("axisMax") ?? (unit == FigureNames.Percent ? 100 : null),
        scene.Options.Flag("band", usual: true),
        scene.Board.From.ToUnixTimeMilliseconds(),
        scene.Board.To.ToUnixTimeMilliseconds());

    private static PdfLine LineOf(HistoryResponse answer, string figure, bool hasFigures)
    {
        var parts = answer.Figures[figure];
        var mean = parts.TryGetValue("increase", out var increase) ? increase : parts["mean"];
        return new PdfLine(hasFigures ? $"{FigureNames.TitleOf(figure)} · {answer.Source}" : answer.Source, answer.At, answer.StepSeconds * 1000, mean, parts.GetValueOrDefault("min") ?? mean, parts.GetValueOrDefault("max") ?? mean);
    }
}
