using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>Says what the words of a report mean.</summary>
internal static class ReportDefinitions
{
    private static readonly (string Name, string Value)[] Words =
    [
        ("Coverage", "How much of the period it is known whether the daemon answered. The rest is unseen: the monitor was away, or the daemon had not been heard yet."),
        ("Available", "Of the time that was watched, the share in which the daemon answered, in full (live) or in part (degraded). Unseen time counts neither for it nor against it."),
        ("Charts", "The line is the mean, weighted by time; the band reaches from the least to the greatest value. Hatched time is not known. It is not 0."),
        ("Runs", "Runs that started in the period and were seen. What happened while a daemon was not watched may be missing."),
        ("p50, p95", "The duration that 50 % and 95 % of the successful runs did not exceed (nearest rank), of those whose duration is known."),
        ("Rows", "The rows that successful runs told. – means that none told any."),
        ("Told", "The channels to which messages about the problem went, and what came of them."),
        ("–", "Not known, or does not exist."),
    ];

    public static void Draw(PdfPaper paper)
    {
        paper.Heading("Definitions", isChapter: true);
        paper.Facts(Words);
        if (paper.HasMissing)
        {
            paper.Paragraph(PdfNotes.Missing, isQuiet: true);
        }
    }
}
