using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>Draws for how long daemons answered, of the time that was watched, and how much that was.</summary>
internal static class AvailabilityTable
{
    public static void Draw(PdfPaper paper, IReadOnlyList<HistoryResponse> answers)
    {
        var table = new PdfTable(paper, [new("Daemon", 3), new("Coverage", 1.4, true), new("Available", 1.6, true), new("Live", 1.4, true), new("Degraded", 1.4, true), new("Down", 1.4, true), new("Unseen", 1.4, true)]);
        foreach (var answer in answers)
        {
            var (live, degraded, down, unseen) = TimesOf(answer);
            table.Add(
            [
                answer.Source,
                string.Create(CultureInfo.InvariantCulture, $"{answer.SeenPercent:0.0} %"),
                PdfNotes.Percent(live + degraded, live + degraded + down),
                DurationWords.Of((long)live),
                DurationWords.Of((long)degraded),
                DurationWords.Of((long)down),
                DurationWords.Of((long)unseen),
            ]);
        }

        table.End();
    }

    /// <summary>For how long a daemon was in each state, in seconds.</summary>
    public static (double Live, double Degraded, double Down, double Unseen) TimesOf(HistoryResponse answer) =>
        (answer.LiveSeconds.Sum(), answer.DegradedSeconds.Sum(), answer.DownSeconds.Sum(), answer.UnseenSeconds.Sum());
}
