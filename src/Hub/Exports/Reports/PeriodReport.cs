using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Pdf;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Reports;

/// <summary>What daemons did in a period: how available they were, their figures, failures, successes and problems, each with how much of the period was watched.</summary>
internal sealed class PeriodReport(HistoryReader history, RunSearch runs, ProblemReader problems, HistoryAnswers opening, TimeProvider time)
{
    private const int PageRows = 2_000;
    private const int MostFailures = 2_000;
    private const int MostProblems = 500;
    private const string Title = "Period report";

    /// <summary>The report of a query.</summary>
    /// <param name="query">Its daemons and its range.</param>
    /// <param name="rights">Those of the caller.</param>
    /// <param name="style">How it looks.</param>
    public ReportContent Of(HistoryQuery query, Rights rights, ExportStyle style)
    {
        var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(query.From), DateTimeOffset.FromUnixTimeMilliseconds(query.To));
        return new ReportContent("period-report", ExportScope.NameOf(query.Sources, from, to), async (target, cancellationToken) =>
        {
            await opening.WaitUntilOpenAsync(cancellationToken).ConfigureAwait(false);
            using var paper = new PdfPaper(PdfFonts.Of(style.FallbackFont), Title, style.IsLetter, isWide: false);
            var answers = await ReadAsync(query, cancellationToken).ConfigureAwait(false);
            var hashTop = DrawCover(paper, query.Sources, from, to, answers, style.Zone);
            foreach (var answer in answers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DrawDaemon(paper, answer, style.Zone);
            }

            var found = new RunsQuery(query.Sources, null, [], null, from, to, null, null, null, PageRows, null);
            var rows = await DrawRunsAsync(paper, found, style.Zone, cancellationToken).ConfigureAwait(false);
            rows += await DrawProblemsAsync(paper, new ProblemsQuery(false, from, to, query.Sources, null, [], MostProblems, null), rights, style.Zone, cancellationToken).ConfigureAwait(false);
            ReportDefinitions.Draw(paper);
            var hash = paper.Hash;
            paper.Save(page => paper.Small.Draw(page, $"Content (SHA-256): {hash}", PdfColours.Quiet, PdfPaper.Left, hashTop), target);
            return rows;
        });
    }

    private async Task<IReadOnlyList<HistoryResponse>> ReadAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var answers = new List<HistoryResponse>();
        foreach (var source in query.Sources)
        {
            var (found, _) = await history.ReadAsync(query with { Sources = [source] }, cancellationToken).ConfigureAwait(false);
            answers.AddRange(found);
        }

        return answers;
    }

    private double DrawCover(PdfPaper paper, IReadOnlyList<string> sources, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<HistoryResponse> answers, TimeZoneInfo zone)
    {
        paper.Title(Title, "FlextMonitor");
        paper.Facts(
        [
            ("From", PdfNotes.Time(from, zone)!),
            ("To", PdfNotes.Time(to, zone)!),
            ("Zone", zone.Id),
            ("Daemons", sources.Count == 0 ? "none" : string.Join(", ", sources)),
            ("Coverage", answers.Count == 0 ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"on average {answers.Average(answer => answer.SeenPercent):0.0} % of the period was watched")),
            ("Made", PdfNotes.Time(time.GetUtcNow(), zone)!),
        ]);
        AvailabilityTable.Draw(paper, answers);
        var top = paper.Top;
        paper.Top += paper.Small.LineHeight + 4;
        return top;
    }

    private static void DrawDaemon(PdfPaper paper, HistoryResponse answer, TimeZoneInfo zone)
    {
        var (live, degraded, down, _) = AvailabilityTable.TimesOf(answer);
        paper.Heading(answer.Source, isChapter: true);
        var text = string.Create(CultureInfo.InvariantCulture, $"Available for {PdfNotes.Percent(live + degraded, live + degraded + down)} of the time that was watched, which is {answer.SeenPercent:0.0} % of the period.");
        paper.Paragraph(answer.TruncatedBefore is { } before ? $"{text} What was before {PdfNotes.Time(before.UtcDateTime, TimeZoneInfo.Utc)} is kept no longer." : text);
        ReportCharts.Draw(paper, answer, zone);
    }

    private async Task<long> DrawRunsAsync(PdfPaper paper, RunsQuery query, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        paper.Heading("Runs", isChapter: true);
        paper.Heading("Failures", isChapter: false);
        var (failures, successes) = (0L, new SortedDictionary<(string Source, string Pipeline), PipelineSuccesses>());
        PdfTable? table = null;
        await foreach (var run in RunsAsync(query with { Statuses = [ExecutionStatus.Failed] }, cancellationToken).ConfigureAwait(false))
        {
            if (++failures > MostFailures)
            {
                continue;
            }

            table ??= new PdfTable(paper, [new("Daemon", 1.6), new("Pipeline", 2.4), new("Run", 1.6), new("Started", 2), new("Duration", 1.6, true), new("Error", 6)]);
            table.Add([run.Source, run.PipelineName, run.Id, PdfNotes.NarrowTime(run.StartedAt, zone), run.Duration, run.ErrorMessage]);
        }

        table?.End();
        paper.Paragraph(failures switch
        {
            0 => "No run that was seen failed.",
            > MostFailures => string.Create(CultureInfo.InvariantCulture, $"{failures:N0} runs failed; the newest {MostFailures:N0} are shown."),
            _ => string.Create(CultureInfo.InvariantCulture, $"Runs that failed: {failures:N0}."),
        }, isQuiet: true);
        await foreach (var run in RunsAsync(query with { Statuses = [ExecutionStatus.Success] }, cancellationToken).ConfigureAwait(false))
        {
            if (!successes.TryGetValue((run.Source, run.PipelineName), out var pipeline))
            {
                successes[(run.Source, run.PipelineName)] = pipeline = new PipelineSuccesses();
            }

            pipeline.Add(run.DurationSeconds, run.RecordsProcessed);
        }

        DrawSuccesses(paper, successes);
        return failures + successes.Values.Sum(pipeline => (long)pipeline.Count);
    }

    private async IAsyncEnumerable<RunResponse> RunsAsync(RunsQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = query; next is not null;)
        {
            var page = await runs.FindAsync(next, cancellationToken).ConfigureAwait(false);
            foreach (var run in page.Runs)
            {
                yield return run;
            }

            next = page.Next is null ? null : next with { After = RunsPlace.Parse(page.Next) };
        }
    }

    private static void DrawSuccesses(PdfPaper paper, SortedDictionary<(string Source, string Pipeline), PipelineSuccesses> successes)
    {
        paper.Heading("Successes by pipeline", isChapter: false);
        if (successes.Count == 0)
        {
            paper.Paragraph("No run that was seen succeeded.", isQuiet: true);
            return;
        }

        var table = new PdfTable(paper, [new("Daemon", 2), new("Pipeline", 4), new("n", 1, true), new("p50", 1.2, true), new("p95", 1.2, true), new("Rows", 1.6, true)]);
        foreach (var ((source, pipeline), own) in successes)
        {
            table.Add(
            [
                source,
                pipeline,
                own.Count.ToString("N0", CultureInfo.InvariantCulture),
                own.Percentile(50) is { } median ? DurationWords.Of(median) : null,
                own.Percentile(95) is { } most ? DurationWords.Of(most) : null,
                own.Rows?.ToString("N0", CultureInfo.InvariantCulture),
            ]);
        }

        table.End();
    }

    private async Task<long> DrawProblemsAsync(PdfPaper paper, ProblemsQuery query, Rights rights, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        paper.Heading("Problems", isChapter: true);
        var found = await problems.FindAsync(query, rights, cancellationToken).ConfigureAwait(false);
        if (found.Problems.Count == 0)
        {
            paper.Paragraph("There were none.", isQuiet: true);
            return 0;
        }

        var table = new PdfTable(paper, [new("Opened", 2.4), new("Daemon", 1.5), new("Problem", 4), new("Told", 3), new("Acknowledged", 2.4), new("Resolved", 2.4)]);
        foreach (var problem in found.Problems)
        {
            var life = await problems.FindLifeAsync(problem.Id, rights, cancellationToken).ConfigureAwait(false);
            table.Add(
            [
                PdfNotes.NarrowTime(problem.OpenedAt, zone),
                problem.Source,
                $"{problem.Title}\n{problem.Severity.ToString().ToLowerInvariant()}, {problem.Kind}",
                ToldOf(life),
                problem.Acknowledged is { } acknowledged ? $"{acknowledged.By}\n{PdfNotes.NarrowTime(acknowledged.At, zone)}" : null,
                problem.ResolvedAt is { } resolved ? PdfNotes.NarrowTime(resolved, zone) : "open",
            ]);
        }

        table.End();
        if (found.Next is not null)
        {
            paper.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The newest {MostProblems:N0} are shown; there are more."), isQuiet: true);
        }

        return found.Problems.Count;
    }

    private static string? ToldOf(ProblemLifeResponse? life) => life is null or { Notifications.Count: 0 }
        ? null
        : string.Join('\n', life.Notifications.GroupBy(message => (Name: message.Channel ?? "a deleted channel", message.Result)).Select(messages => $"{messages.Key.Name}: {messages.Key.Result}"));
}
