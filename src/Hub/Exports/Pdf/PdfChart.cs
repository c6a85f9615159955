using System.Globalization;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>A figure over time: row N of each list belongs to <c>At[N]</c>.</summary>
/// <param name="Title">Such as <c>CPU (%)</c>.</param>
/// <param name="At">Where each row begins, in Unix milliseconds.</param>
/// <param name="StepMs">The length of a row.</param>
/// <param name="Mean">The mean; null where it is not known.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="IsPercent">Whether the axis ends at 100.</param>
internal sealed record PdfSeries(string Title, IReadOnlyList<long> At, double StepMs, IReadOnlyList<double?> Mean, IReadOnlyList<double?> Min, IReadOnlyList<double?> Max, bool IsPercent);

/// <summary>Draws charts as vectors: the mean as a line, from least to greatest as a band, and what is not known hatched.</summary>
internal static class PdfChart
{
    private const double Height = 92;
    private const double AxisWidth = 30;

    public static void Draw(PdfPaper paper, PdfSeries series, TimeZoneInfo zone)
    {
        paper.Need(Height + 40);
        paper.Count($"{series.Title}: {string.Join(' ', series.Mean.Select(value => value?.ToString("R", CultureInfo.InvariantCulture) ?? "-"))}");
        paper.Strong.Draw(paper.Page, series.Title, PdfColours.Text, PdfPaper.Left, paper.Top);
        paper.Top += paper.Strong.LineHeight + 3;
        var area = new XRect(PdfPaper.Left + AxisWidth, paper.Top, paper.Width - AxisWidth, Height);
        var most = MostOf(series);
        PdfScale.DrawValues(paper, area, 0, most);
        if (series.At.Count > 0)
        {
            PdfScale.DrawTimes(paper, area, series.At[0], series.At[0] + (series.At.Count * series.StepMs), zone);
        }

        DrawSeries(paper.Page, area, series, most);
        paper.Page.DrawRectangle(PdfColours.Line, area);
        paper.Top += Height + paper.Small.LineHeight + 10;
    }

    private static double MostOf(PdfSeries series)
    {
        if (series.IsPercent)
        {
            return 100;
        }

        var greatest = series.Max.Concat(series.Mean).Max() ?? 1;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(greatest, 1))));
        return Math.Max(1, Math.Ceiling(greatest / unit) * unit);
    }

    private static void DrawSeries(XGraphics page, XRect area, PdfSeries series, double most)
    {
        var step = area.Width / Math.Max(1, series.At.Count);
        for (var start = 0; start < series.At.Count;)
        {
            var isKnown = series.Mean[start] is not null;
            var end = start;
            while (end < series.At.Count && series.Mean[end] is not null == isKnown)
            {
                end++;
            }

            if (isKnown)
            {
                DrawKnown(page, area, series, most, step, start, end);
            }
            else
            {
                PdfScale.Hatch(page, new XRect(area.Left + (start * step), area.Top, (end - start) * step, area.Height));
            }

            start = end;
        }
    }

    private static void DrawKnown(XGraphics page, XRect area, PdfSeries series, double most, double step, int start, int end)
    {
        double X(int row) => area.Left + ((row + 0.5) * step);
        double Y(double value) => area.Bottom - (Math.Clamp(value / most, 0, 1) * area.Height);
        var rows = Enumerable.Range(start, end - start).ToArray();
        if (rows.Length == 1)
        {
            var y = Y(series.Mean[start]!.Value);
            page.DrawLine(PdfColours.Series, area.Left + (start * step), y, area.Left + ((start + 1) * step), y);
            return;
        }

        XPoint[] band = [.. rows.Select(row => new XPoint(X(row), Y(series.Max[row] ?? series.Mean[row]!.Value))), .. rows.Reverse().Select(row => new XPoint(X(row), Y(series.Min[row] ?? series.Mean[row]!.Value)))];
        page.DrawPolygon(PdfColours.Band, band, XFillMode.Winding);
        page.DrawLines(PdfColours.Series, [.. rows.Select(row => new XPoint(X(row), Y(series.Mean[row]!.Value)))]);
    }
}
