using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Searches the stored runs, page by page.</summary>
public sealed class RunSearch
{
    private readonly IDbContextFactory<HistoryDbContext> _contexts;

    internal RunSearch(IDbContextFactory<HistoryDbContext> contexts) => _contexts = contexts;

    /// <summary>One page.</summary>
    /// <param name="query">What is asked for; its sources are the ones that are searched.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<RunsResponse> FindAsync(RunsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var sources = await context.Sources.AsNoTracking().Where(source => query.Sources.Contains(source.Name))
                .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);

            // One more, which says whether there is another page.
            var matching = Matching(context.Runs.AsNoTracking(), query, [.. sources.Keys]);
            var found = await new RunTextSearch(context).FindAsync(matching, query.Text, query.Limit + 1, cancellationToken).ConfigureAwait(false);
            var page = found.Take(query.Limit).ToList();
            return new RunsResponse(
                [.. page.Select(run => RunResponse.Of(sources[run.SourceId], run))],
                found.Count > page.Count ? new RunsPlace(page[^1].SortAt, page[^1].Id).ToString() : null);
        }
    }

    private static IQueryable<RunRow> Matching(IQueryable<RunRow> runs, RunsQuery query, List<int> sources)
    {
        runs = runs.Where(run => sources.Contains(run.SourceId));
        runs = query.Pipeline is { } pipeline ? runs.Where(run => run.PipelineId == pipeline) : runs;
        runs = query.Statuses.Count > 0 ? WithStatus(runs, query.Statuses) : runs;
        runs = query.From is { } from ? runs.Where(run => run.SortAt >= from) : runs;
        runs = query.To is { } to ? runs.Where(run => run.SortAt < to) : runs;
        runs = query.MinSeconds is { } seconds ? runs.Where(run => run.DurationSeconds >= seconds) : runs;
        // A bound by itself leads into the index; an alternative alone would be read from the newest run on.
        runs = query.After is { } after ? runs.Where(run => run.SortAt <= after.SortAt && (run.SortAt < after.SortAt || run.Id < after.Id)) : runs;
        runs = query.MinRows is { } least ? runs.Where(run => run.Rows >= least) : runs;
        return query.MaxRows is { } most ? runs.Where(run => run.Rows <= most) : runs;
    }

    // What became of a run whose end was not seen is not known.
    private static IQueryable<RunRow> WithStatus(IQueryable<RunRow> runs, IReadOnlyList<ExecutionStatus> statuses) => statuses.Contains(ExecutionStatus.Unknown)
        ? runs.Where(run => (statuses.Contains(run.Status) && !(run.EndUnseen && run.EndedAt == null)) || run.Status == ExecutionStatus.Unknown || (run.EndUnseen && run.EndedAt == null))
        : runs.Where(run => statuses.Contains(run.Status) && !(run.EndUnseen && run.EndedAt == null));
}
