using FlextMonitor.Hosting.Background;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Audit;

/// <summary>
/// Deletes entries that were kept long enough, once a day. The chain keeps the hash of the last one, which the first that is left continues, and an entry says which were deleted.
/// </summary>
internal sealed class AuditRetention(
    IDbContextFactory<AuditDbContext> store, IOptions<AuditOptions> options, AuditLog log, TimeProvider time, ILogger<AuditRetention> logger) : SupervisedService
{
    /// <summary>The time between two deletions.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>How many entries one transaction deletes, so that it holds up nobody for long.</summary>
    public const int MostAtOnce = 500;

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    /// <summary>Deletes what is old enough now.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        while (await DeleteSomeAsync(cancellationToken).ConfigureAwait(false))
        {
        }
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        [new("The retention of the audit trail", RunAsync, new() { LongestBackOff = LongestBackOff }, time, logger)];

    private async Task<bool> DeleteSomeAsync(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - options.Value.Kept).ToUnixTimeMilliseconds();
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var chain = await context.LockChainAsync(cancellationToken).ConfigureAwait(false);
        var oldest = await context.Entries.OrderBy(entry => entry.Number).Take(MostAtOnce)
            .Select(entry => new { entry.Number, entry.At, entry.Hash }).ToListAsync(cancellationToken).ConfigureAwait(false);

        // By number, so that a clock that was wrong leaves no hole in the chain.
        if (oldest.TakeWhile(entry => entry.At < before).LastOrDefault() is not { } last)
        {
            return false;
        }

        // Before the deletion: a trigger refuses to delete what the chain does not count as deleted.
        await context.Chain.ExecuteUpdateAsync(
            row => row.SetProperty(start => start.DeletedNumber, last.Number).SetProperty(start => start.DeletedHash, last.Hash), cancellationToken).ConfigureAwait(false);
        await context.Entries.Where(entry => entry.Number <= last.Number).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        var added = await context.AppendAsync(chain, [RecordedEvent.Of(Deleted(oldest[0].Number, last.Number), time)], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        log.Stored(added);
        return true;
    }

    private static AuditEvent Deleted(long from, long to) => new AuditEvent(AuditActions.DeleteEntries, AuditEvent.Monitor, AuditOutcome.Done).Changed(new { From = from, To = to }, null);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await DeleteAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
