using System.Globalization;
using System.Runtime.CompilerServices;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Figures over a range as a table, read as <c>GET /api/history</c> reads them: a row for each daemon and step.</summary>
internal sealed class HistoryTable(HistoryReader reader)
{
    private const int PercentTenths = 1000;
    private const double PrintedFigure = 12;

    private static readonly string[] GaugeParts = ["mean", "min", "max"];
    private static readonly string[] CounterParts = ["increase"];

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["cpuUsage"] = "CPU (%)",
        ["memoryUsage"] = "Memory (%)",
        ["activePipelines"] = "Active pipelines",
        ["activeConnections"] = "Active connections",
        ["successRate"] = "Success rate (%)",
        ["delayMs"] = "Delay (ms)",
        ["totalExecutions"] = "Executions",
    };

    /// <summary>The figures that a query asks for.</summary>
    public ExportTable Of(HistoryQuery query)
    {
        var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(query.From), DateTimeOffset.FromUnixTimeMilliseconds(query.To));
        var answered = new List<ExportFact>();
        return new ExportTable<Row>
        {
            Name = "history",
            Title = "Figures",
            Scope = ExportScope.NameOf(query.Sources, from, to),
            Cells = ColumnsOf(query.Figures),
            Pages = cancelled => PagesAsync(query, answered, cancelled),
            Facts = () => [ExportScope.DaemonsOf(query.Sources), .. ExportScope.RangeOf(from, to), new ExportFact("Figures", string.Join(", ", query.Figures)), .. answered],
        };
    }

    private static ExportColumn<Row>[] ColumnsOf(IEnumerable<string> figures) =>
    [
        new("source", "Daemon", ExportKind.Text, row => ExportCell.Of(row.Answer.Source), Print: 12),
        new("at", "From", ExportKind.Time, row => ExportCell.Of(DateTimeOffset.FromUnixTimeMilliseconds(row.Answer.At[row.Place])), Print: 20),
        new("stepSeconds", "Step (s)", ExportKind.Number, row => ExportCell.Of(row.Answer.StepSeconds)),
        .. figures.SelectMany(FigureColumnsOf),
        new("liveSeconds", "Live (s)", ExportKind.Number, row => ExportCell.Of(row.Answer.LiveSeconds[row.Place]), Print: 9),
        new("degradedSeconds", "Degraded (s)", ExportKind.Number, row => ExportCell.Of(row.Answer.DegradedSeconds[row.Place])),
        new("downSeconds", "Down (s)", ExportKind.Number, row => ExportCell.Of(row.Answer.DownSeconds[row.Place]), Print: 9),
        new("unseenSeconds", "Unseen (s)", ExportKind.Number, row => ExportCell.Of(row.Answer.UnseenSeconds[row.Place]), Print: 10),
        new("seenPercent", "Coverage (%)", ExportKind.Number, row => ExportCell.Of(row.SeenPercent), Print: 11),
    ];

    private static IEnumerable<ExportColumn<Row>> FigureColumnsOf(string figure) =>
        (figure == "totalExecutions" ? CounterParts : GaugeParts).Select(part => new ExportColumn<Row>(
            $"{figure}{char.ToUpperInvariant(part[0])}{part[1..]}",
            $"{Titles.GetValueOrDefault(figure, figure)} {part}",
            ExportKind.Number,
            row => ExportCell.Of(row.Answer.Figures[figure][part][row.Place]),
            part is "min" or "max" ? 0 : PrintedFigure));

    private async IAsyncEnumerable<IEnumerable<Row>> PagesAsync(HistoryQuery query, List<ExportFact> answered, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in query.Sources)
        {
            var (answers, _) = await reader.ReadAsync(query with { Sources = [source] }, cancellationToken).ConfigureAwait(false);
            var answer = answers[0];
            answered.Add(new ExportFact($"Coverage of {source}", CoverageOf(answer)));
            yield return Enumerable.Range(0, answer.At.Count).Select(place => new Row(answer, place));
        }
    }

    private static string CoverageOf(HistoryResponse answer) => answer.TruncatedBefore is { } before
        ? string.Create(CultureInfo.InvariantCulture, $"{RangeCoverage.Text(answer.SeenPercent)}; before {before:yyyy-MM-dd HH:mm:ss} UTC nothing is kept")
        : RangeCoverage.Text(answer.SeenPercent);

    /// <summary>One step of one daemon.</summary>
    private readonly record struct Row(HistoryResponse Answer, int Place)
    {
        /// <summary>How much of the step was watched, rounded down to one decimal; null if it has no length yet.</summary>
        public double? SeenPercent
        {
            get
            {
                var seen = Answer.LiveSeconds[Place] + Answer.DegradedSeconds[Place] + Answer.DownSeconds[Place];
                var all = seen + Answer.UnseenSeconds[Place];
                return all > 0 ? Math.Floor(PercentTenths * seen / all) / 10 : null;
            }
        }
    }
}
