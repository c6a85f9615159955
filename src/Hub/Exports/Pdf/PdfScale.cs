using System.Globalization;
using FlextMonitor.Hub.Exports.Files;
using PdfSharp.Drawing;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>What charts have in common: the scales at their sides, and the mark of what is not known.</summary>
internal static class PdfScale
{
    private const int Ticks = 5;
    private const double HatchStep = 5;

    /// <summary>The scale at the left.</summary>
    public static void DrawValues(PdfPaper paper, XRect area, double least, double most)
    {
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            var y = area.Bottom - (part * area.Height);
            paper.Page.DrawLine(PdfColours.Line, area.Left, y, area.Right, y);
            var text = (least + (part * (most - least))).ToString("0.##", CultureInfo.InvariantCulture);
            paper.Small.Draw(paper.Page, text, PdfColours.Quiet, area.Left - 4 - paper.Small.WidthOf(text), y - (paper.Small.LineHeight / 2));
        }
    }

    /// <summary>The scale below, between two times in Unix milliseconds.</summary>
    public static void DrawTimes(PdfPaper paper, XRect area, double from, double to, TimeZoneInfo zone)
    {
        var format = to - from > TimeSpan.FromDays(3).TotalMilliseconds ? "d MMM" : "d MMM HH:mm";
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var at = LocalTime.In(zone, DateTimeOffset.FromUnixTimeMilliseconds((long)(from + ((to - from) * tick / Ticks))).UtcDateTime);
            var text = at.ToString(format, CultureInfo.InvariantCulture);
            var (x, width) = (area.Left + (area.Width * tick / Ticks), paper.Small.WidthOf(text));
            paper.Page.DrawLine(PdfColours.Line, x, area.Top, x, area.Bottom);
            paper.Small.Draw(paper.Page, text, PdfColours.Quiet, Math.Clamp(x - (width / 2), area.Left, area.Right - width), area.Bottom + 2);
        }
    }

    /// <summary>Marks what is not known.</summary>
    public static void Hatch(XGraphics page, XRect gap)
    {
        var state = page.Save();
        page.IntersectClip(gap);

        // The strokes of neighbours continue each other.
        for (var x = (Math.Floor((gap.Left - gap.Height) / HatchStep) * HatchStep) + (gap.Bottom % HatchStep); x < gap.Right; x += HatchStep)
        {
            page.DrawLine(PdfColours.Hatch, x, gap.Bottom, x + gap.Height, gap.Top);
        }

        page.Restore(state);
    }
}
