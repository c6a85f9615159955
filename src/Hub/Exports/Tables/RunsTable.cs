using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Runs as a table, read as <c>GET /api/runs</c> reads them.</summary>
internal sealed class RunsTable(RunSearch search, HistoryAnswers history, RangeCoverage coverage)
{
    /// <summary>How many runs are read at once.</summary>
    public const int PageRows = 500;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<ExecutionStatus, string> Words = RunStatuses.ByWord.ToDictionary(status => status.Value, status => status.Key);

    private static readonly ExportColumn<RunResponse>[] Columns =
    [
        new("source", "Daemon", ExportKind.Text, run => ExportCell.Of(run.Source), Print: 10),
        new("id", "Run", ExportKind.Text, run => ExportCell.Of(run.Id), Print: 12),
        new("pipelineId", "Pipeline id", ExportKind.Text, run => ExportCell.Of(run.PipelineId)),
        new("pipelineName", "Pipeline", ExportKind.Text, run => ExportCell.Of(run.PipelineName), Print: 20),
        new("status", "Status", ExportKind.Text, run => ExportCell.Of(Words[run.Status]), Print: 9),
        new("startedAt", "Started", ExportKind.Time, run => ExportCell.Of(run.StartedAt), Print: 19),
        new("finishedAt", "Finished", ExportKind.Time, run => ExportCell.Of(run.FinishedAt)),
        new("durationSeconds", "Duration (s)", ExportKind.Whole, run => ExportCell.Of(run.DurationSeconds), Print: 9),
        new("recordsProcessed", "Rows", ExportKind.Whole, run => ExportCell.Of(run.RecordsProcessed), Print: 10),
        new("progress", "Progress (%)", ExportKind.Number, run => ExportCell.Of(run.Progress)),
        new("triggeredBy", "Triggered by", ExportKind.Text, run => ExportCell.Of(run.TriggeredBy)),
        new("errorMessage", "Error", ExportKind.Text, run => ExportCell.Of(run.ErrorMessage), Print: 40),
        new("firstSeenLate", "Began unseen", ExportKind.Truth, run => ExportCell.Of(run.FirstSeenLate)),
        new("endUnseen", "Ended unseen", ExportKind.Truth, run => ExportCell.Of(run.EndUnseen)),
        new("observedAt", "Last change seen", ExportKind.Time, run => ExportCell.Of(run.ObservedAt)),
        new("metadata", "Metadata", ExportKind.Json, run => run.Metadata.Count == 0 ? ExportCell.Unknown : ExportCell.Of(JsonSerializer.Serialize(run.Metadata, Readable))),
    ];

    /// <summary>The runs of a query, newest first.</summary>
    /// <param name="query">What is asked for; its sources are the ones that are searched.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<ExportTable> OfAsync(RunsQuery query, CancellationToken cancellationToken)
    {
        var covered = await coverage.OfAsync(query.Sources, query.From, query.To, cancellationToken).ConfigureAwait(false);
        return new ExportTable<RunResponse>
        {
            Name = "runs",
            Title = "Runs",
            Scope = ExportScope.NameOf(query.Sources, query.From, query.To),
            Cells = Columns,
            Pages = cancelled => PagesAsync(query with { Limit = PageRows, After = null }, cancelled),
            Facts = () => [ExportScope.DaemonsOf(query.Sources), .. ExportScope.RangeOf(query.From, query.To), .. Filters(query), .. covered],
        };
    }

    private async IAsyncEnumerable<IEnumerable<RunResponse>> PagesAsync(RunsQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await history.WaitUntilOpenAsync(cancellationToken).ConfigureAwait(false);
        string? next;
        do
        {
            var page = await search.FindAsync(query, cancellationToken).ConfigureAwait(false);
            yield return page.Runs;
            next = page.Next;
            query = query with { After = RunsPlace.Parse(next) };
        }
        while (next is not null);
    }

    private static IEnumerable<ExportFact> Filters(RunsQuery query) =>
    [
        .. ExportScope.Filter("pipeline", query.Pipeline),
        .. ExportScope.Filter("status", string.Join(", ", query.Statuses.Select(status => Words[status]))),
        .. ExportScope.Filter("text", query.Text),
        .. ExportScope.Filter("minSeconds", query.MinSeconds),
        .. ExportScope.Filter("minRows", query.MinRows),
        .. ExportScope.Filter("maxRows", query.MaxRows),
    ];
}
