using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Deletes what has been kept long enough, and more where history takes too much room. It counts what is left.</summary>
internal sealed partial class Retention(
    IDbContextFactory<HistoryDbContext> contexts,
    IRoomStore<HistoryDbContext> database,
    HistoryState state,
    HistoryMetrics metrics,
    IOptions<HistoryOptions> options,
    TimeProvider time,
    ILogger<Retention> logger)
{
    /// <summary>Deletes everything that is due. A store that cannot be written is left as it is until the next time.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                var deletion = new Deletion(metrics, time);
                await PurgeBucketsAsync(context, deletion, cancellationToken).ConfigureAwait(false);
                await PurgeRunsAsync(context, deletion, cancellationToken).ConfigureAwait(false);
                await ShortenAsync(context, deletion, cancellationToken).ConfigureAwait(false);
                await context.GiveSpaceBackAsync(time, cancellationToken).ConfigureAwait(false);
                state.Contents = await CountAsync(context, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (database.CauseOf(exception) is { } reason)
        {
            Log.NotPurged(logger, reason);
        }
    }

    private async Task PurgeBucketsAsync(HistoryDbContext context, Deletion deletion, CancellationToken cancellationToken)
    {
        foreach (var tier in options.Value.Tiers)
        {
            await deletion.DeleteBucketsAsync(context, tier, time.GetUtcNow() - tier.Keep, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PurgeRunsAsync(HistoryDbContext context, Deletion deletion, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.KeepRuns;
        await deletion.DeleteAsync(context.Runs.Where(run => run.SortAt < before), run => run.Id, cancellationToken).ConfigureAwait(false);
        await deletion.DeleteAsync(context.StateChanges.Where(change => change.At < before), change => change.Id, cancellationToken).ConfigureAwait(false);

        var firstDay = (int)(time.GetUtcNow() - options.Value.KeepDays - DateTimeOffset.UnixEpoch).TotalDays;
        await deletion.DeleteAsync(context.PipelineDays.Where(day => day.Day < firstDay), day => day.Day, cancellationToken).ConfigureAwait(false);

        var newestTooMany = await context.Runs.AsNoTracking().OrderByDescending(run => run.SortAt).ThenByDescending(run => run.Id)
            .Skip(options.Value.MostRuns).Select(run => (DateTimeOffset?)run.SortAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newestTooMany is { } until)
        {
            await deletion.DeleteAsync(context.Runs.Where(run => run.SortAt <= until), run => run.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ShortenAsync(HistoryDbContext context, Deletion deletion, CancellationToken cancellationToken)
    {
        var shortening = new Shortening(context, options.Value, deletion, time.GetUtcNow());
        var before = await context.UsedBytesAsync(cancellationToken).ConfigureAwait(false);
        var bytes = before;
        while (bytes > options.Value.MaxBytes && await shortening.ShortenOnceAsync(cancellationToken).ConfigureAwait(false))
        {
            bytes = await context.UsedBytesAsync(cancellationToken).ConfigureAwait(false);
        }

        if (bytes < before)
        {
            Log.Shortened(logger, before, options.Value.MaxBytes, bytes);
        }
    }

    private async Task<HistoryContents> CountAsync(HistoryDbContext context, CancellationToken cancellationToken)
    {
        var counted = await context.Buckets.AsNoTracking().GroupBy(row => row.StepSeconds)
            .Select(tier => new { Step = tier.Key, Rows = tier.LongCount(), Oldest = tier.Min(row => row.StartSeconds) })
            .ToDictionaryAsync(tier => tier.Step, cancellationToken).ConfigureAwait(false);
        return new HistoryContents(
            await context.UsedBytesAsync(cancellationToken).ConfigureAwait(false),
            [.. options.Value.Tiers.Select(tier => counted.TryGetValue(tier.StepSeconds, out var found)
                ? new TierContents(tier, found.Rows, DateTimeOffset.FromUnixTimeSeconds(found.Oldest))
                : new TierContents(tier, 0, null))],
            await context.Runs.LongCountAsync(cancellationToken).ConfigureAwait(false),
            await context.Runs.AsNoTracking().OrderBy(run => run.SortAt).Select(run => (DateTimeOffset?)run.SortAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false));
    }

    private static partial class Log
    {
        [LoggerMessage(2403, LogLevel.Warning, "Old history cannot be deleted: {Reason}")]
        public static partial void NotPurged(ILogger logger, string reason);

        [LoggerMessage(2406, LogLevel.Warning, "History took {Before} bytes, and History:MaxBytes allows {MaxBytes}. The oldest of the finest resolutions was deleted, and it takes {Bytes} bytes now")]
        public static partial void Shortened(ILogger logger, long before, long maxBytes, long bytes);
    }
}
