using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Deletes problems that have long been over, with their steps and messages, and silences and messages that are as old, once a day.</summary>
internal sealed class ProblemRetention(IDbContextFactory<AlertsDbContext> store, AlertsStoreGuard guard, IEvaluatorLeadership leadership, TimeProvider time, ILogger<ProblemRetention> logger) : SupervisedService
{
    /// <summary>How long they are kept: as long as runs are.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>How many rows one statement deletes, so that it holds up nobody for long.</summary>
    public const int MostAtOnce = 500;

    private static readonly TimeSpan Period = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    /// <summary>Deletes what is old enough now.</summary>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Ends it between two transactions, or cancels one.</param>
    /// <exception cref="TermOverException">Another process deletes now.</exception>
    public async Task DeleteAsync(long? epoch, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await DeleteAllAsync(context, epoch, context.Problems.Where(row => row.ResolvedAt < before).OrderBy(row => row.Id), cancellationToken).ConfigureAwait(false);
        await DeleteAllAsync(context, epoch, context.Deliveries.Where(row => row.EndedAt < before).OrderBy(row => row.Id), cancellationToken).ConfigureAwait(false);
        await DeleteAllAsync(context, epoch, context.Silences.Where(row => row.To < before || row.DeletedAt < before).OrderBy(row => row.Id), cancellationToken).ConfigureAwait(false);
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The retention of problems", token => leadership.RunAsync(RunAsync, token), new() { LongestBackOff = LongestBackOff }, time, logger)];

    private static async Task DeleteAllAsync<TRow>(AlertsDbContext context, long? epoch, IQueryable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        while (await context.InTermAsync(epoch, () => rows.Take(MostAtOnce).ExecuteDeleteAsync(cancellationToken), cancellationToken).ConfigureAwait(false) == MostAtOnce)
        {
        }
    }

    private async Task RunAsync(LeaderTerm term)
    {
        var cancellationToken = term.Ended;
        while (true)
        {
            var isDone = await guard.TryAsync("retention", () => DeleteAsync(term.Epoch, cancellationToken)).ConfigureAwait(false);
            await Task.Delay(isDone ? Period : AlertsStoreGuard.RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
