using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>
/// Deletes rows in small transactions with a pause after each, so that nobody waits long for the store. Each statement is bounded by a key that was looked up in an
/// index: what EF makes of <c>Take(n).ExecuteDelete()</c> for a key of several columns reads the whole table. Not for use by several threads.
/// </summary>
internal sealed class Deletion(HistoryMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly DeletionPace _buckets = new();
    private readonly DeletionPace _runs = new();
    private readonly DeletionPace _changes = new();
    private readonly DeletionPace _days = new();

    /// <summary>Deletes the buckets of a step that begin before a time.</summary>
    public async Task DeleteBucketsAsync(HistoryDbContext context, int step, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var until = before.ToUnixTimeSeconds();
        foreach (var source in await SourcesAsync(context, cancellationToken).ConfigureAwait(false))
        {
            // By source, because rows are in the order of tier, source and time.
            var all = context.Buckets.Where(row => row.StepSeconds == step && row.SourceId == source);
            await RepeatAsync(context, _buckets, async atOnce =>
            {
                var next = await all.Where(row => row.StartSeconds < until).OrderBy(row => row.StartSeconds).Skip(atOnce)
                    .Select(row => (long?)row.StartSeconds).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) ?? until;
                return await all.Where(row => row.StartSeconds < next).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the runs that sort before a time, the oldest first.</summary>
    public Task DeleteRunsAsync(HistoryDbContext context, DateTimeOffset before, CancellationToken cancellationToken) => RepeatAsync(
        context,
        _runs,
        atOnce => context.Runs.Where(run => run.SortAt < before).OrderBy(run => run.SortAt).ThenBy(run => run.Id).Take(atOnce).ExecuteDeleteAsync(cancellationToken),
        cancellationToken);

    /// <summary>Deletes the state changes before a time, the oldest first.</summary>
    public Task DeleteStateChangesAsync(HistoryDbContext context, DateTimeOffset before, CancellationToken cancellationToken) => RepeatAsync(
        context,
        _changes,
        atOnce => context.StateChanges.Where(change => change.At < before).OrderBy(change => change.At).Take(atOnce).ExecuteDeleteAsync(cancellationToken),
        cancellationToken);

    /// <summary>Deletes the counts of days before a day, the oldest first.</summary>
    /// <param name="context">The store.</param>
    /// <param name="first">The first day to keep, in days since 1970.</param>
    /// <param name="cancellationToken">Ends it between two transactions, or cancels one.</param>
    public async Task DeleteDaysAsync(HistoryDbContext context, int first, CancellationToken cancellationToken)
    {
        foreach (var source in await SourcesAsync(context, cancellationToken).ConfigureAwait(false))
        {
            var due = context.PipelineDays.Where(row => row.SourceId == source && row.Day < first);
            await RepeatAsync(context, _days, async atOnce =>
            {
                var keys = await due.OrderBy(row => row.Day).Take(atOnce).Select(row => new { row.PipelineId, row.Day }).ToListAsync(cancellationToken).ConfigureAwait(false);
                var deleted = 0;
                foreach (var ofDay in keys.GroupBy(key => key.Day))
                {
                    string[] pipelines = [.. ofDay.Select(key => key.PipelineId)];
                    deleted += await due.Where(row => row.Day == ofDay.Key && pipelines.Contains(row.PipelineId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
                }

                return deleted;
            }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<List<int>> SourcesAsync(HistoryDbContext context, CancellationToken cancellationToken) =>
        context.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancellationToken);

    private async Task RepeatAsync(HistoryDbContext context, DeletionPace pace, Func<int, Task<int>> deleteAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (began, asked) = (time.GetTimestamp(), pace.AtOnce);
            var deleted = await context.InTermAsync(() => deleteAsync(asked), cancellationToken).ConfigureAwait(false);
            if (deleted == 0)
            {
                return;
            }

            metrics.Purged(deleted);
            pace.Note(time.GetElapsedTime(began));
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            if (deleted < asked)
            {
                return;
            }
        }
    }
}
