using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>
/// Deletes what has been kept long enough, and more where history takes too much room. It counts what is left. What is deleted is noted before, so that it never reads as time
/// that nobody watched.
/// </summary>
internal sealed partial class Retention(
    IDbContextFactory<HistoryDbContext> contexts,
    IRoomStore<HistoryDbContext> database,
    HistoryState state,
    KeptSince kept,
    HistoryMetrics metrics,
    IOptions<HistoryOptions> options,
    TimeProvider time,
    ILogger<Retention> logger)
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly Deletion _deletion = new(metrics, time);
    private (DateTimeOffset At, long Timestamp)? _last;
    private string? _failure;

    /// <summary>Deletes everything that is due. A store that cannot be written is left as it is until the next time. Not to be called again before it has completed.</summary>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Ends it between two transactions, or cancels one.</param>
    public async Task PurgeAsync(long? epoch, CancellationToken cancellationToken)
    {
        try
        {
            await PurgeOnceAsync(epoch, cancellationToken).ConfigureAwait(false);
            _failure = null;
        }
        catch (TermOverException over)
        {
            // The term is about to end in this process too.
            metrics.Refused();
            Log.Refused(logger, over.Message);
        }
        catch (Exception exception) when (database.CauseOf(exception) is { } reason)
        {
            if (reason != _failure)
            {
                Log.NotPurged(logger, reason);
            }

            _failure = reason;
        }
    }

    private async Task PurgeOnceAsync(long? epoch, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            context.Epoch = epoch;
            if (!HasClockJumped())
            {
                var now = time.GetUtcNow();
                await PurgeBucketsAsync(context, now, cancellationToken).ConfigureAwait(false);
                await PurgeRunsAsync(context, now, cancellationToken).ConfigureAwait(false);
                await ShortenAsync(context, now, cancellationToken).ConfigureAwait(false);
                await context.GiveSpaceBackAsync(time, cancellationToken).ConfigureAwait(false);
            }

            state.Contents = await CountAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    // A clock that is set far forward for a moment must not delete everything, so a purge right after a jump is left out.
    private bool HasClockJumped()
    {
        var (now, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var jump = _last is { } last ? now - last.At - time.GetElapsedTime(last.Timestamp, timestamp) : TimeSpan.Zero;
        _last = (now, timestamp);
        return jump.Duration() > ClockSlack;
    }

    private async Task PurgeBucketsAsync(HistoryDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var tier in options.Value.Tiers)
        {
            await kept.RaiseAsync(context, tier, now - tier.Keep, cancellationToken).ConfigureAwait(false);
            await _deletion.DeleteBucketsAsync(context, tier.StepSeconds, now - tier.Keep, cancellationToken).ConfigureAwait(false);
        }

        foreach (var step in (await context.StoredStepsAsync(cancellationToken).ConfigureAwait(false)).Except(options.Value.Tiers.Select(tier => tier.StepSeconds)))
        {
            Log.TierRemoved(logger, step);
            await _deletion.DeleteBucketsAsync(context, step, DateTimeOffset.MaxValue, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PurgeRunsAsync(HistoryDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - options.Value.KeepRuns;
        await kept.RaiseRunsAsync(context, before, cancellationToken).ConfigureAwait(false);
        await _deletion.DeleteRunsAsync(context, before, cancellationToken).ConfigureAwait(false);
        await _deletion.DeleteStateChangesAsync(context, before, cancellationToken).ConfigureAwait(false);
        await _deletion.DeleteDaysAsync(context, (int)(now - options.Value.KeepDays - DateTimeOffset.UnixEpoch).TotalDays, cancellationToken).ConfigureAwait(false);

        var tooMany = await context.Runs.LongCountAsync(cancellationToken).ConfigureAwait(false) - options.Value.MostRuns;
        if (tooMany > 0)
        {
            await new Shortening(context, options.Value, kept, _deletion, now).DeleteOldestRunsAsync((int)Math.Min(tooMany, int.MaxValue), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ShortenAsync(HistoryDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var shortening = new Shortening(context, options.Value, kept, _deletion, now);
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
        var tiers = new List<TierContents>();
        foreach (var tier in options.Value.Tiers)
        {
            tiers.Add(counted.TryGetValue(tier.StepSeconds, out var found)
                ? new TierContents(
                    tier,
                    found.Rows,
                    (long)(found.Rows * await context.BucketBytesAsync(tier.StepSeconds, cancellationToken).ConfigureAwait(false)),
                    DateTimeOffset.FromUnixTimeSeconds(found.Oldest))
                : new TierContents(tier, 0, 0, null));
        }

        return new HistoryContents(
            await context.UsedBytesAsync(cancellationToken).ConfigureAwait(false),
            tiers,
            await context.Runs.LongCountAsync(cancellationToken).ConfigureAwait(false),
            await context.Runs.AsNoTracking().OrderBy(run => run.SortAt).Select(run => (DateTimeOffset?)run.SortAt).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false));
    }

    private static partial class Log
    {
        [LoggerMessage(2413, LogLevel.Warning, "Old history cannot be deleted: {Reason}")]
        public static partial void NotPurged(ILogger logger, string reason);

        [LoggerMessage(2865, LogLevel.Information, "The purge of history is given up: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(2417, LogLevel.Information, "No tier of the settings has the step of {Seconds} s any more. Its buckets are deleted")]
        public static partial void TierRemoved(ILogger logger, int seconds);

        [LoggerMessage(2416, LogLevel.Warning, "History took {Before} bytes, and History:MaxBytes allows {MaxBytes}. The oldest of the finest resolutions was deleted, and it takes {Bytes} bytes now")]
        public static partial void Shortened(ILogger logger, long before, long maxBytes, long bytes);
    }
}
