using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Draws problems as a table.</summary>
internal static class ProblemRows
{
    public const string NothingJudged = "Nothing is being evaluated at present. That no problem is open says nothing.";

    public static void Draw(WidgetScene scene, IReadOnlyList<ProblemResponse> problems, bool hasMore, string none)
    {
        var (paper, zone) = (scene.Paper, scene.Board.Zone);
        if (!scene.Board.IsEvaluated)
        {
            paper.Paragraph(NothingJudged);
        }

        if (problems.Count == 0)
        {
            paper.Paragraph(none, isQuiet: true);
            return;
        }

        var table = new PdfTable(paper, [new("Since", 2.4), new("Daemon", 1.6), new("Problem", 4), new("Severity", 1.4), new("Detail", 3.4), new("Acknowledged", 2.4), new("Resolved", 2.4)]);
        foreach (var problem in problems)
        {
            table.Add(
            [
                problem.SinceAtLeast ? $"{PdfNotes.NarrowTime(problem.Since, zone)}\nor earlier" : PdfNotes.NarrowTime(problem.Since, zone),
                problem.Source,
                problem.Title,
                problem.Severity.ToString().ToLowerInvariant(),
                problem.Detail,
                problem.Acknowledged?.By,
                problem.ResolvedAt is { } resolved ? PdfNotes.NarrowTime(resolved, zone) : "open",
            ]);
        }

        table.End();
        if (hasMore)
        {
            paper.Paragraph("The newest are shown; there are more.", isQuiet: true);
        }
    }
}
