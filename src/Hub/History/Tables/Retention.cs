using System.Linq.Expressions;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Deletes what has been kept long enough, in transactions of at most 1,000 rows, so that nobody waits long for the store.</summary>
internal sealed partial class Retention(
    IDbContextFactory<HistoryDbContext> contexts, IRoomStore<HistoryDbContext> database, IOptions<HistoryOptions> options, TimeProvider time, ILogger<Retention> logger)
{
    /// <summary>The most rows that one transaction deletes.</summary>
    public const int MostAtOnce = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Deletes everything that is due. A store that cannot be written is left as it is until the next time.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                await PurgeBucketsAsync(context, cancellationToken).ConfigureAwait(false);
                await PurgeRunsAsync(context, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (database.CauseOf(exception) is { } reason)
        {
            Log.NotPurged(logger, reason);
        }
    }

    private async Task PurgeBucketsAsync(HistoryDbContext context, CancellationToken cancellationToken)
    {
        var sources = await context.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var tier in options.Value.Tiers)
        {
            var (step, before) = (tier.StepSeconds, (time.GetUtcNow() - tier.Keep).ToUnixTimeSeconds());
            foreach (var source in sources)
            {
                // By source, because rows are in the order of tier, source and time.
                var due = context.Buckets.Where(row => row.StepSeconds == step && row.SourceId == source && row.StartSeconds < before);
                await DeleteAsync(due, row => row.StartSeconds, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PurgeRunsAsync(HistoryDbContext context, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepRuns;
        await DeleteAsync(context.Runs.Where(run => run.SortAt < before), run => run.Id, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(context.StateChanges.Where(change => change.At < before), change => change.Id, cancellationToken).ConfigureAwait(false);

        var firstDay = (int)(time.GetUtcNow() - options.Value.KeepDays - DateTimeOffset.UnixEpoch).TotalDays;
        await DeleteAsync(context.PipelineDays.Where(day => day.Day < firstDay), day => day.Day, cancellationToken).ConfigureAwait(false);

        var newestTooMany = await context.Runs.AsNoTracking().OrderByDescending(run => run.SortAt).ThenByDescending(run => run.Id)
            .Skip(options.Value.MostRuns).Select(run => (DateTimeOffset?)run.SortAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newestTooMany is { } until)
        {
            await DeleteAsync(context.Runs.Where(run => run.SortAt <= until), run => run.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeleteAsync<TRow, TKey>(IQueryable<TRow> due, Expression<Func<TRow, TKey>> order, CancellationToken cancellationToken)
    {
        while (await due.OrderBy(order).Take(MostAtOnce).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == MostAtOnce)
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2403, LogLevel.Warning, "Old history cannot be deleted: {Reason}")]
        public static partial void NotPurged(ILogger logger, string reason);
    }
}
