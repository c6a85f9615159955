using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Problems as a table, read as <c>GET /api/problems</c> reads them.</summary>
internal sealed class ProblemsTable(ProblemReader reader, AlertSources sources, RangeCoverage coverage)
{
    private const int PageRows = 1_000;

    private static readonly ExportColumn<ProblemResponse>[] Columns =
    [
        new("id", "Problem", ExportKind.Text, problem => ExportCell.Of(problem.Id)),
        new("source", "Daemon", ExportKind.Text, problem => ExportCell.Of(problem.Source), Print: 10),
        new("kind", "Kind", ExportKind.Text, problem => ExportCell.Of(problem.Kind), Print: 10),
        new("severity", "Severity", ExportKind.Text, problem => ExportCell.Of(Word(problem.Severity)), Print: 9),
        new("state", "State", ExportKind.Text, problem => ExportCell.Of(problem.ResolvedAt is null ? Word(problem.State) : "resolved")),
        new("title", "Title", ExportKind.Text, problem => ExportCell.Of(problem.Title), Print: 30),
        new("detail", "Detail", ExportKind.Text, problem => ExportCell.Of(problem.Detail), Print: 26),
        new("since", "Since", ExportKind.Time, problem => ExportCell.Of(problem.Since)),
        new("sinceAtLeast", "Since at least", ExportKind.Truth, problem => ExportCell.Of(problem.SinceAtLeast)),
        new("openedAt", "Opened", ExportKind.Time, problem => ExportCell.Of(problem.OpenedAt), Print: 19),
        new("resolvedAt", "Resolved", ExportKind.Time, problem => ExportCell.Of(problem.ResolvedAt), Print: 19),
        new("unseenSince", "Unseen since", ExportKind.Time, problem => ExportCell.Of(problem.UnseenSince)),
        new("pipelineId", "Pipeline id", ExportKind.Text, problem => ExportCell.Of(problem.PipelineId)),
        new("pipelineName", "Pipeline", ExportKind.Text, problem => ExportCell.Of(problem.PipelineName)),
        new("executionId", "Run", ExportKind.Text, problem => ExportCell.Of(problem.ExecutionId)),
        new("component", "Component", ExportKind.Text, problem => ExportCell.Of(problem.Component)),
        new("figure", "Figure", ExportKind.Text, problem => ExportCell.Of(problem.Figure)),
        new("ruleId", "Rule", ExportKind.Text, problem => ExportCell.Of(problem.RuleId)),
        new("count", "Count", ExportKind.Whole, problem => ExportCell.Of(problem.Count)),
        new("lastGoodAt", "Last good", ExportKind.Time, problem => ExportCell.Of(problem.LastGoodAt)),
        new("usualSeconds", "Usual (s)", ExportKind.Whole, problem => ExportCell.Of(problem.UsualSeconds)),
        new("acknowledgedBy", "Acknowledged by", ExportKind.Text, problem => ExportCell.Of(problem.Acknowledged?.By), Print: 14),
        new("acknowledgedAt", "Acknowledged", ExportKind.Time, problem => ExportCell.Of(problem.Acknowledged?.At)),
        new("acknowledgedUntil", "Acknowledged until", ExportKind.Time, problem => ExportCell.Of(problem.Acknowledged?.Until)),
        new("acknowledgedNote", "Note", ExportKind.Text, problem => ExportCell.Of(problem.Acknowledged?.Note)),
        new("silencedUntil", "Silenced until", ExportKind.Time, problem => ExportCell.Of(problem.SilencedUntil)),
        new("partOf", "Part of", ExportKind.Text, problem => ExportCell.Of(problem.PartOf)),
    ];

    /// <summary>The problems of a query, newest first.</summary>
    public async Task<ExportTable> OfAsync(ProblemsQuery query, ProblemsNarrowing narrowing, Rights rights, CancellationToken cancellationToken)
    {
        var names = query.Sources.Count > 0 ? query.Sources : sources.NamesFor(rights);
        var covered = query.OnlyOpen && query.From is null ? [] : await coverage.OfAsync([.. names.Where(name => name != SourceNames.Monitor)], query.From, query.To, cancellationToken).ConfigureAwait(false);
        return new ExportTable<ProblemResponse>
        {
            Name = "problems",
            Title = query.OnlyOpen ? "Open problems" : "Problems",
            Scope = ExportScope.NameOf(names, query.From, query.To),
            Cells = Columns,
            Pages = cancelled => PagesAsync(query with { Limit = PageRows, After = null }, narrowing, rights, cancelled),
            Facts = () => [ExportScope.DaemonsOf(names), .. ExportScope.RangeOf(query.From, query.To), .. Filters(query), .. ExportScope.Filter("severity", narrowing.Severity), .. ExportScope.Filter("text", narrowing.Text), .. covered],
        };
    }

    private async IAsyncEnumerable<IEnumerable<ProblemResponse>> PagesAsync(ProblemsQuery query, ProblemsNarrowing narrowing, Rights rights, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next;
        do
        {
            var page = await reader.FindAsync(query, rights, cancellationToken).ConfigureAwait(false);
            yield return page.Problems.Where(narrowing.Passes);
            next = page.Next;
            query = query with { After = ProblemsPlace.Parse(next) };
        }
        while (next is not null);
    }

    private static IEnumerable<ExportFact> Filters(ProblemsQuery query) =>
    [
        .. ExportScope.Filter("state", query.OnlyOpen ? "open" : ""),
        .. ExportScope.Filter("pipeline", query.Pipeline),
        .. ExportScope.Filter("kind", string.Join(", ", query.Kinds)),
    ];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
