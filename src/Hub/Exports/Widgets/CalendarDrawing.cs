using System.Globalization;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>How the runs of each day ended, of all pipelines that the widget is about. Days are those of UTC.</summary>
internal sealed class CalendarDrawing(PipelineReader pipelines) : IWidgetDrawing
{
    private const int MostPipelines = 50;
    private const int DaysOfWeek = 7;
    private const double Cell = 13;

    public string Type => "calendar";

    public string Title => "Outcome of each day";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var meant = scene.Sources.SelectMany(source => source.Pipelines).Where(pipeline => scene.Holds(pipeline.Id, pipeline.Name)).ToList();
        var days = new Dictionary<DateOnly, (int Good, int Failed, int Cancelled)>();
        foreach (var pipeline in meant.Take(MostPipelines))
        {
            var found = await pipelines.FindAsync(pipeline.Source, pipeline.Id, cancellationToken).ConfigureAwait(false);
            foreach (var day in found?.Days ?? [])
            {
                var (good, failed, cancelled) = days.GetValueOrDefault(day.Day);
                days[day.Day] = (good + day.Succeeded, failed + day.Failed, cancelled + day.Cancelled);
            }
        }

        var last = DateOnly.FromDateTime(scene.Board.Now.UtcDateTime);
        var first = last.AddDays(1 - scene.Options.Whole("days", DaysOfWeek, 400, 90));
        DrawCells(scene.Paper, days, first, last);
        DrawFailures(scene.Paper, days, first);
        scene.Paper.Paragraph(meant.Count switch
        {
            0 => "No pipeline is known.",
            > MostPipelines => string.Create(CultureInfo.InvariantCulture, $"The first {MostPipelines} of {meant.Count} pipelines are counted."),
            _ => "Green: all runs of the day succeeded. Red: some failed; the number says how many. Empty: no run was seen to end. Weeks are columns and begin on Monday; days are those of UTC.",
        }, isQuiet: true);
        return days.Count(day => day.Key >= first);
    }

    private static void DrawCells(PdfPaper paper, Dictionary<DateOnly, (int Good, int Failed, int Cancelled)> days, DateOnly first, DateOnly last)
    {
        var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % DaysOfWeek));
        var columns = ((last.DayNumber - monday.DayNumber) / DaysOfWeek) + 1;
        var size = Math.Min(Cell, paper.Width / columns);
        paper.Need((DaysOfWeek * size) + 12);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var place = day.DayNumber - monday.DayNumber;
            var (left, top) = (PdfPaper.Left + (place / DaysOfWeek * size), paper.Top + (place % DaysOfWeek * size));
            paper.Page.DrawRectangle(PdfColours.Line, left, top, size - 2, size - 2);
            if (days.TryGetValue(day, out var counts))
            {
                paper.Page.DrawRectangle(counts.Failed > 0 ? PdfColours.Bad : counts.Good > 0 ? PdfColours.Good : PdfColours.Fair, left, top, size - 2, size - 2);
                DrawCount(paper, counts.Failed, left, top, size);
            }
        }

        paper.Top += (DaysOfWeek * size) + 6;
    }

    private static void DrawCount(PdfPaper paper, int failed, double left, double top, double size)
    {
        var text = failed > 99 ? "+" : failed.ToString(CultureInfo.InvariantCulture);
        if (failed > 0 && size >= Cell)
        {
            paper.Small.Draw(paper.Page, text, PdfColours.Paper, left + ((size - 2 - paper.Small.WidthOf(text)) / 2), top);
        }
    }

    private static void DrawFailures(PdfPaper paper, Dictionary<DateOnly, (int Good, int Failed, int Cancelled)> days, DateOnly first)
    {
        var bad = days.Where(day => day.Key >= first && day.Value.Failed > 0).OrderByDescending(day => day.Key).ToList();
        if (bad.Count == 0)
        {
            return;
        }

        var table = new PdfTable(paper, [new("Day (UTC)", 3), new("Succeeded", 2, true), new("Failed", 2, true), new("Cancelled", 2, true)]);
        foreach (var (day, (good, failed, cancelled)) in bad)
        {
            table.Add([day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), good.ToString(CultureInfo.InvariantCulture), failed.ToString(CultureInfo.InvariantCulture), cancelled.ToString(CultureInfo.InvariantCulture)]);
        }

        table.End();
    }
}
