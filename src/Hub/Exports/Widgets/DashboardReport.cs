using System.Globalization;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>A dashboard as it is: each widget in the order in which it is read, with the queries of the page and the rights of the caller.</summary>
internal sealed class DashboardReport(IEnumerable<IWidgetDrawing> drawings, IFeedReader feed, FigureHistory history, HistoryAnswers opening, TimeProvider time)
{
    private const double HeadingHeight = 40;

    private readonly Dictionary<string, IWidgetDrawing> _drawings = drawings.ToDictionary(drawing => drawing.Type, StringComparer.Ordinal);

    /// <summary>The report of a dashboard.</summary>
    /// <param name="dashboard">What it shows.</param>
    /// <param name="question">For whom, of which daemons, and over which time.</param>
    /// <param name="style">How it looks.</param>
    public ReportContent Of(DashboardContent dashboard, DashboardQuestion question, ExportStyle style) =>
        new("dashboard", ExportScope.NameOf(question.Sources, question.From, question.To), async (target, cancellationToken) =>
        {
            await opening.WaitUntilOpenAsync(cancellationToken).ConfigureAwait(false);
            using var paper = new PdfPaper(PdfFonts.Of(style.FallbackFont), dashboard.Title, style.IsLetter, isWide: false);
            var board = await SceneOfAsync(paper, question, style.Zone, cancellationToken).ConfigureAwait(false);
            await DrawCoverAsync(board, dashboard, cancellationToken).ConfigureAwait(false);
            var rows = 0L;
            foreach (var widget in dashboard.Widgets)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows += await DrawAsync(new WidgetScene(board, widget), cancellationToken).ConfigureAwait(false);
            }

            ReportDefinitions.Draw(paper);
            paper.Save(null, target);
            return rows;
        });

    /// <summary>Says that what patterns name is gone, or not for the caller: nobody learns which.</summary>
    public static string MissingText(string what, IReadOnlyList<string> patterns) => $"No {what} that you may see fits {string.Join(", ", patterns)}.";

    /// <summary>Says which time a widget shows, if it is another one than that of the dashboard.</summary>
    public static void DrawRange(WidgetScene scene, DateTimeOffset from, DateTimeOffset to)
    {
        if (from != scene.Board.From || to != scene.Board.To)
        {
            string Text(DateTimeOffset at) => LocalTime.In(scene.Board.Zone, at.UtcDateTime).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
            scene.Paper.Paragraph($"{Text(from)} to {Text(to)}", isQuiet: true);
        }
    }

    private async Task<DashboardScene> SceneOfAsync(PdfPaper paper, DashboardQuestion question, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var sources = new List<SourceValues>();
        foreach (var name in question.Sources)
        {
            sources.Add(new SourceValues(name, await feed.GetLatestAsync(name, cancellationToken).ConfigureAwait(false)));
        }

        var monitor = (await feed.GetLatestAsync(SourceNames.Monitor, cancellationToken).ConfigureAwait(false)).OfType<Heartbeat>().FirstOrDefault();
        return new DashboardScene(paper, question.Rights, question.AskedBy, sources, question.IsNarrowed, question.From, question.To, time.GetUtcNow(), monitor?.EvaluatedAt ?? monitor?.ObservedAt, zone);
    }

    private async Task DrawCoverAsync(DashboardScene board, DashboardContent dashboard, CancellationToken cancellationToken)
    {
        var watched = await history.ReadAsync(board.Sources.Select(source => source.Name), [], board.From, board.To, cancellationToken).ConfigureAwait(false);
        board.Paper.Title(dashboard.Title, "FlextMonitor");
        board.Paper.Facts(
        [
            ("From", PdfNotes.Time(board.From, board.Zone)!),
            ("To", PdfNotes.Time(board.To, board.Zone)!),
            ("Zone", board.Zone.Id),
            ("Daemons", board.Sources.Count == 0 ? "none" : string.Join(", ", board.Sources.Select(source => source.Name))),
            ("Coverage", watched.Count == 0 ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"on average {watched.Average(answer => answer.SeenPercent):0.0} % of the time was watched")),
            ("Dashboard", string.Create(CultureInfo.InvariantCulture, $"version {dashboard.Version}{(dashboard.Owner is null ? "" : $", of {dashboard.Owner}")}")),
            ("Made", PdfNotes.Time(board.Now, board.Zone)!),
        ]);
        if (dashboard.Widgets.Count == 0)
        {
            board.Paper.Paragraph("The dashboard has no widgets.", isQuiet: true);
        }
    }

    private async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var (paper, widget) = (scene.Paper, scene.Widget);
        var drawing = widget.IsKnown ? _drawings.GetValueOrDefault(widget.Type) : null;
        paper.Need((drawing?.LeastHeight ?? 0) + HeadingHeight);
        paper.Heading(scene.Options.Text("title") is { Length: > 0 } title ? title : drawing?.TitleOf(scene.Options) ?? widget.Type, isChapter: true);
        if (drawing is null)
        {
            paper.Paragraph($"Unknown widget ({widget.Type}): made by a newer version?", isQuiet: true);
            return 0;
        }

        if (scene.MissingSources is { Count: > 0 } missing)
        {
            paper.Paragraph(MissingText("daemon", missing), isQuiet: true);
        }

        if (scene.Sources.Count == 0 && drawing.NeedsSources)
        {
            if (scene.MissingSources.Count == 0)
            {
                paper.Paragraph("There is no daemon that you may see.", isQuiet: true);
            }

            return 0;
        }

        if (scene.MissingPipelines is { Count: > 0 } unknown)
        {
            paper.Paragraph(MissingText("pipeline", unknown), isQuiet: true);
        }

        return await drawing.DrawAsync(scene, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>For whom a dashboard is printed, of which daemons, and over which time.</summary>
/// <param name="Rights">Those of the caller.</param>
/// <param name="AskedBy">Who asks, for the limits of daemons.</param>
/// <param name="Sources">The daemons, all of which may be seen.</param>
/// <param name="IsNarrowed">Whether only some of those that may be seen are meant.</param>
/// <param name="From">Where the time begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record DashboardQuestion(Rights Rights, string AskedBy, IReadOnlyList<string> Sources, bool IsNarrowed, DateTimeOffset From, DateTimeOffset To);
