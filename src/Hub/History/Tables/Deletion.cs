using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Deletes rows in small transactions with pauses between them, so that nobody waits long for the store.</summary>
internal sealed class Deletion(HistoryMetrics metrics, TimeProvider time)
{
    /// <summary>The most rows that one transaction deletes.</summary>
    public const int MostAtOnce = 1_000;

    /// <summary>How long a transaction should take at most. One that took longer is followed by smaller ones.</summary>
    public static readonly TimeSpan LongestChunk = TimeSpan.FromMilliseconds(20);

    private const int LeastAtOnce = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private int _atOnce = MostAtOnce;

    /// <summary>Deletes the buckets of a tier that begin before a time.</summary>
    public async Task DeleteBucketsAsync(HistoryDbContext context, HistoryTier tier, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (step, until) = (tier.StepSeconds, before.ToUnixTimeSeconds());
        var sources = await context.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var source in sources)
        {
            // By source, because rows are in the order of tier, source and time.
            var due = context.Buckets.Where(row => row.StepSeconds == step && row.SourceId == source && row.StartSeconds < until);
            await DeleteAsync(due, row => row.StartSeconds, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes rows.</summary>
    /// <param name="due">What is to be deleted.</param>
    /// <param name="order">What of it goes first.</param>
    /// <param name="cancellationToken">Ends it between two transactions, or cancels one.</param>
    public async Task DeleteAsync<TRow, TKey>(IQueryable<TRow> due, Expression<Func<TRow, TKey>> order, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (began, asked) = (time.GetTimestamp(), _atOnce);
            var deleted = await due.OrderBy(order).Take(asked).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            metrics.Purged(deleted);
            _atOnce = time.GetElapsedTime(began) > LongestChunk ? Math.Max(LeastAtOnce, asked / 2) : Math.Min(MostAtOnce, asked * 2);
            if (deleted < asked)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
