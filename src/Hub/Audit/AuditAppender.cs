using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Audit;

/// <summary>Stores entries. Several processes may do that at once: each waits for the chain, and continues what it finds there.</summary>
internal sealed class AuditAppender(IDbContextFactory<AuditDbContext> store, AuditLog log)
{
    /// <summary>Stores all of them in one transaction, or none.</summary>
    /// <param name="events">What happened, the oldest first.</param>
    /// <param name="mayBeStored">Whether an attempt that failed may have stored some of them. Those are not stored again.</param>
    /// <param name="cancellationToken">Cancels it before they are stored.</param>
    public async Task AppendAsync(IReadOnlyList<RecordedEvent> events, bool mayBeStored, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var chain = await context.LockChainAsync(cancellationToken).ConfigureAwait(false);
        var stored = mayBeStored ? await StoredAsync(context, events, cancellationToken).ConfigureAwait(false) : [];
        var known = stored.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var added = await context.AppendAsync(chain, [.. events.Where(recorded => !known.Contains(recorded.Id))], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        log.Stored([.. stored, .. added]);
    }

    /// <summary>Writes to the store without adding an entry. Throws if that fails.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.LockChainAsync(cancellationToken).ConfigureAwait(false);
    }

    // By time, because that has an index.
    private static Task<List<AuditEntry>> StoredAsync(AuditDbContext context, IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        var (from, to) = (events.Min(recorded => recorded.At).ToUnixTimeMilliseconds(), events.Max(recorded => recorded.At).ToUnixTimeMilliseconds());
        string[] ids = [.. events.Select(recorded => recorded.Id)];
        return context.Entries.AsNoTracking().Where(entry => entry.At >= from && entry.At <= to && ids.Contains(entry.Id)).OrderBy(entry => entry.Number).ToListAsync(cancellationToken);
    }
}
