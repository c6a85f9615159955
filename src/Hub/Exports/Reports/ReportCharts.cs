using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>Draws the figures of a daemon.</summary>
internal static class ReportCharts
{
    /// <summary>The most rows of a chart.</summary>
    public const int Points = 240;

    /// <summary>The figures of reports.</summary>
    public static readonly IReadOnlyList<string> Figures = ["cpuUsage", "memoryUsage", "activePipelines"];

    private static readonly Dictionary<string, (string Title, bool IsPercent)> Titles = new(StringComparer.Ordinal)
    {
        ["cpuUsage"] = ("CPU of the host (%)", true),
        ["memoryUsage"] = ("Memory of the host (%)", true),
        ["activePipelines"] = ("Active pipelines", false),
    };

    public static void Draw(PdfPaper paper, HistoryResponse answer, TimeZoneInfo zone)
    {
        foreach (var figure in Figures)
        {
            var (title, isPercent) = Titles[figure];
            var parts = answer.Figures[figure];
            PdfChart.Draw(paper, new PdfSeries(title, answer.At, answer.StepSeconds * 1000, parts["mean"], parts["min"], parts["max"], isPercent), zone);
        }
    }
}
