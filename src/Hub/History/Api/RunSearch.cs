using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Searches the stored runs, page by page.</summary>
internal sealed class RunSearch(IDbContextFactory<HistoryDbContext> contexts)
{
    private const int MostByIndex = 5_000;

    /// <summary>One page.</summary>
    /// <param name="query">What is asked for; its sources are the ones that are searched.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<RunsResponse> FindAsync(RunsQuery query, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var sources = await context.Sources.AsNoTracking().Where(source => query.Sources.Contains(source.Name))
                .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken).ConfigureAwait(false);

            // One more, which says whether there is another page.
            var matching = Matching(await WithTextAsync(context, query.Text, cancellationToken).ConfigureAwait(false), query, [.. sources.Keys]);
            var found = await matching
                .OrderByDescending(run => run.SortAt).ThenByDescending(run => run.Id).Take(query.Limit + 1)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
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
        runs = query.Statuses.Count > 0 ? runs.Where(run => query.Statuses.Contains(run.Status)) : runs;
        runs = query.From is { } from ? runs.Where(run => run.SortAt >= from) : runs;
        runs = query.To is { } to ? runs.Where(run => run.SortAt < to) : runs;
        runs = query.MinSeconds is { } seconds ? runs.Where(run => run.DurationSeconds >= seconds) : runs;
        runs = query.After is { } after ? runs.Where(run => run.SortAt < after.SortAt || (run.SortAt == after.SortAt && run.Id < after.Id)) : runs;
        runs = query.MinRows is { } least ? runs.Where(run => run.Rows >= least) : runs;
        return query.MaxRows is { } most ? runs.Where(run => run.Rows <= most) : runs;
    }

    // A text that stands in many runs is found sooner in the runs themselves, the newest first, than by sorting all that have it.
    private static async Task<IQueryable<RunRow>> WithTextAsync(HistoryDbContext context, string? text, CancellationToken cancellationToken)
    {
        var runs = context.Runs.AsNoTracking();
        if (text is null || context.RunsByText(text) is not { } byText)
        {
            return text is null ? runs : Containing(runs, text);
        }

        var ids = await byText.Take(MostByIndex + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return ids.Count > MostByIndex ? Containing(runs, text) : runs.Where(run => ids.Contains(run.Id));
    }

    [SuppressMessage("Performance", "CA1862:Use the 'StringComparison' method overloads to perform case-insensitive string comparisons", Justification = "EF translates ToLower, and no overload with a comparison.")]
    private static IQueryable<RunRow> Containing(IQueryable<RunRow> runs, string text)
    {
        var lower = text.ToLowerInvariant();
        return runs.Where(run => run.PipelineName.ToLower().Contains(lower)
            || run.PipelineId.ToLower().Contains(lower)
            || run.ExecutionId.ToLower().Contains(lower)
            || run.Error!.ToLower().Contains(lower));
    }
}
