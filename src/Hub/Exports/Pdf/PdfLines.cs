using System.Globalization;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>A line of a chart: row N of each list belongs to <c>At[N]</c>, in Unix milliseconds.</summary>
internal sealed record PdfLine(string Name, IReadOnlyList<long> At, double StepMs, IReadOnlyList<double?> Mean, IReadOnlyList<double?> Min, IReadOnlyList<double?> Max);

/// <summary>What the lines of a chart have in common.</summary>
/// <param name="Title">What they are, with their unit.</param>
/// <param name="Least">Where the axis begins; null: at 0, or lower if a value is.</param>
/// <param name="Most">Where it ends; null: beyond the greatest value.</param>
/// <param name="HasBand">Whether least and greatest are shown around a single line.</param>
/// <param name="From">Where the time begins, in Unix milliseconds.</param>
/// <param name="To">Where it ends.</param>
internal sealed record PdfAxis(string Title, double? Least, double? Most, bool HasBand, long From, long To);

/// <summary>Draws several lines in one chart, told apart by colour and by dashes. What is not known of any of them is hatched; where one is not known, it breaks.</summary>
internal static class PdfLines
{
    /// <summary>The room that a chart needs, in points.</summary>
    public const double LeastHeight = Height + 60;

    private const double Height = 120;
    private const double AxisWidth = 34;

    public static void Draw(PdfPaper paper, PdfAxis axis, IReadOnlyList<PdfLine> lines, TimeZoneInfo zone)
    {
        paper.Need(LeastHeight);
        foreach (var line in lines)
        {
            paper.Count($"{axis.Title}, {line.Name}: {string.Join(' ', line.Mean.Select(value => value?.ToString("R", CultureInfo.InvariantCulture) ?? "-"))}");
        }

        paper.Strong.Draw(paper.Page, paper.Strong.Fit(axis.Title, paper.Width), PdfColours.Text, PdfPaper.Left, paper.Top);
        paper.Top += paper.Strong.LineHeight + 3;
        var area = new XRect(PdfPaper.Left + AxisWidth, paper.Top, paper.Width - AxisWidth, Height);
        var (least, most) = LimitsOf(axis, lines);
        PdfScale.DrawValues(paper, area, least, most);
        PdfScale.DrawTimes(paper, area, axis.From, axis.To, zone);
        var state = paper.Page.Save();
        paper.Page.IntersectClip(area);
        DrawGaps(paper.Page, area, axis, lines);
        foreach (var (place, line) in lines.Index())
        {
            DrawLine(paper.Page, area, axis, line, (least, most), place, axis.HasBand && lines.Count == 1);
        }

        paper.Page.Restore(state);
        paper.Page.DrawRectangle(PdfColours.Line, area);
        paper.Top += Height + paper.Small.LineHeight + 6;
        DrawLegend(paper, lines);
    }

    private static (double Least, double Most) LimitsOf(PdfAxis axis, IReadOnlyList<PdfLine> lines)
    {
        var values = lines.SelectMany(line => line.Mean.Concat(axis.HasBand && lines.Count == 1 ? line.Max.Concat(line.Min) : [])).OfType<double>().DefaultIfEmpty(1).ToList();
        var least = axis.Least ?? Math.Min(0, values.Min());
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(values.Max(), 1))));
        var most = axis.Most ?? Math.Max(1, Math.Ceiling(values.Max() / unit) * unit);
        return (least, most > least ? most : least + 1);
    }

    private static void DrawGaps(XGraphics page, XRect area, PdfAxis axis, IReadOnlyList<PdfLine> lines)
    {
        if (lines.Count == 0 || lines.Any(line => line.At.Count != lines[0].At.Count))
        {
            return;
        }

        var first = lines[0];
        for (var row = 0; row < first.At.Count; row++)
        {
            if (lines.All(line => line.Mean[row] is null))
            {
                var left = X(area, axis, first.At[row]);
                PdfScale.Hatch(page, new XRect(left, area.Top, Math.Max(0, X(area, axis, first.At[row] + first.StepMs) - left), area.Height));
            }
        }
    }

    private static void DrawLine(XGraphics page, XRect area, PdfAxis axis, PdfLine line, (double Least, double Most) limits, int place, bool hasBand)
    {
        double Y(double value) => area.Bottom - (Math.Clamp((value - limits.Least) / (limits.Most - limits.Least), 0, 1) * area.Height);
        XPoint At(int row, double value) => new(X(area, axis, line.At[row] + (line.StepMs / 2)), Y(value));
        for (var start = 0; start < line.At.Count; start++)
        {
            var end = start;
            while (end < line.At.Count && line.Mean[end] is not null)
            {
                end++;
            }

            int[] rows = [.. Enumerable.Range(start, end - start)];
            if (rows.Length == 1)
            {
                page.DrawLine(PdfColours.LineOf(place), X(area, axis, line.At[start]), Y(line.Mean[start]!.Value), X(area, axis, line.At[start] + line.StepMs), Y(line.Mean[start]!.Value));
            }
            else if (rows.Length > 1)
            {
                if (hasBand)
                {
                    page.DrawPolygon(PdfColours.Band, [.. rows.Select(row => At(row, line.Max[row] ?? line.Mean[row]!.Value)), .. rows.Reverse().Select(row => At(row, line.Min[row] ?? line.Mean[row]!.Value))], XFillMode.Winding);
                }

                page.DrawLines(PdfColours.LineOf(place), [.. rows.Select(row => At(row, line.Mean[row]!.Value))]);
            }

            start = end;
        }
    }

    private static void DrawLegend(PdfPaper paper, IReadOnlyList<PdfLine> lines)
    {
        const double mark = 22;
        var left = PdfPaper.Left;
        foreach (var (place, line) in lines.Index())
        {
            var text = paper.Small.Fit(line.Name, paper.Width - mark - 12);
            var width = paper.Small.WidthOf(text) + mark + 16;
            if (left > PdfPaper.Left && left + width > PdfPaper.Left + paper.Width)
            {
                left = PdfPaper.Left;
                paper.Top += paper.Small.LineHeight;
                paper.Need(paper.Small.LineHeight);
            }

            var y = paper.Top + (paper.Small.LineHeight / 2);
            paper.Page.DrawLine(PdfColours.LineOf(place), left, y, left + mark - 5, y);
            paper.Small.Draw(paper.Page, text, PdfColours.Text, left + mark, paper.Top);
            left += width;
        }

        paper.Top += paper.Small.LineHeight + 8;
    }

    private static double X(XRect area, PdfAxis axis, double at) => area.Left + (area.Width * (at - axis.From) / Math.Max(1, axis.To - axis.From));
}
