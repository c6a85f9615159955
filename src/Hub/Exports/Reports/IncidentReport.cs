using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>One problem: what happened, in which surroundings, and who was told.</summary>
internal sealed class IncidentReport(HistoryReader history, RunSearch runs, HistoryAnswers opening, TimeProvider time)
{
    private const int MostRuns = 100;

    private static readonly TimeSpan LeastAround = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MostAround = TimeSpan.FromHours(6);

    /// <summary>The report of a problem.</summary>
    public ReportContent Of(ProblemLifeResponse life, ExportStyle style) => new("incident-report", life.Id, async (target, cancellationToken) =>
    {
        await opening.WaitUntilOpenAsync(cancellationToken).ConfigureAwait(false);
        using var paper = new PdfPaper(PdfFonts.Of(style.FallbackFont), $"Incident: {life.Title}", style.IsLetter, isWide: false);
        IncidentFacts.Draw(paper, life, time.GetUtcNow(), style.Zone);
        DrawTimeline(paper, life, style.Zone);
        if (life.Source != SourceNames.Monitor)
        {
            await DrawSurroundingsAsync(paper, life, style.Zone, cancellationToken).ConfigureAwait(false);
        }

        DrawMessages(paper, life, style.Zone);
        ReportDefinitions.Draw(paper);
        paper.Save(null, target);
        return life.Changes.Count + life.Notifications.Count;
    });

    private static void DrawTimeline(PdfPaper paper, ProblemLifeResponse life, TimeZoneInfo zone)
    {
        paper.Heading("Timeline", isChapter: true);
        var table = new PdfTable(paper, [new("At", 2.6), new("What", 2), new("By", 2.2), new("Severity", 1.3), new("Count", 1.2, true), new("Text", 5)]);
        foreach (var change in life.Changes)
        {
            table.Add([PdfNotes.NarrowTime(change.At, zone), change.What, change.By, change.Severity.ToString().ToLowerInvariant(), change.Count?.ToString(CultureInfo.InvariantCulture), change.Text]);
        }

        table.End();
    }

    private async Task DrawSurroundingsAsync(PdfPaper paper, ProblemLifeResponse life, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var end = life.ResolvedAt ?? now;
        var around = TimeSpan.FromTicks(Math.Clamp((end - life.Since).Ticks / 4, LeastAround.Ticks, MostAround.Ticks));
        var (from, to) = (life.Since - around, end + around < now ? end + around : now);
        var query = new HistoryQuery([life.Source], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), ReportCharts.Points, [.. ReportCharts.Figures]);
        var (answers, _) = await history.ReadAsync(query, cancellationToken).ConfigureAwait(false);
        paper.Heading("Around it", isChapter: true);
        paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{answers[0].SeenPercent:0.0} % of the time shown was watched."));
        ReportCharts.Draw(paper, answers[0], zone);
        await DrawRunsAsync(paper, new RunsQuery([life.Source], life.PipelineId, [], null, from, to, null, null, null, MostRuns, null), zone, cancellationToken).ConfigureAwait(false);
    }

    private async Task DrawRunsAsync(PdfPaper paper, RunsQuery query, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(query, cancellationToken).ConfigureAwait(false);
        paper.Heading(query.Pipeline is null ? "Runs of the daemon" : "Runs of the pipeline", isChapter: true);
        if (found.Runs.Count == 0)
        {
            paper.Paragraph("None was seen.", isQuiet: true);
            return;
        }

        var table = new PdfTable(paper, [new("Started", 2.6), new("Pipeline", 2.6), new("Run", 1.8), new("Status", 1.4), new("Duration", 1.6, true), new("Rows", 1.3, true), new("Error", 4)]);
        foreach (var run in found.Runs)
        {
            table.Add([PdfNotes.NarrowTime(run.StartedAt, zone), run.PipelineName, run.Id, run.Status.ToString().ToLowerInvariant(), run.Duration, run.RecordsProcessed?.ToString("N0", CultureInfo.InvariantCulture), run.ErrorMessage]);
        }

        table.End();
        if (found.Next is not null)
        {
            paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The newest {MostRuns} are shown; there are more."), isQuiet: true);
        }
    }

    private static void DrawMessages(PdfPaper paper, ProblemLifeResponse life, TimeZoneInfo zone)
    {
        paper.Heading("Messages", isChapter: true);
        if (life.Notifications.Count == 0)
        {
            paper.Paragraph("Nobody was told.", isQuiet: true);
            return;
        }

        var table = new PdfTable(paper, [new("At", 2.6), new("Event", 1.6), new("Channel", 2.4), new("Result", 1.6), new("Attempts", 1.5, true), new("Ended", 2.6), new("Answer", 3)]);
        foreach (var message in life.Notifications)
        {
            table.Add([PdfNotes.NarrowTime(message.At, zone), message.Event.ToString(), message.Channel ?? "a deleted channel", message.Result, message.Attempts.ToString(CultureInfo.InvariantCulture), PdfNotes.NarrowTime(message.EndedAt, zone), message.Answer]);
        }

        table.End();
    }
}
