using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Audit;

/// <summary>Reads the trail.</summary>
public sealed class AuditReader
{
    /// <summary>The most entries of one answer.</summary>
    public const int Most = 500;

    private readonly IDbContextFactory<AuditDbContext> _store;
    private readonly AuditTrail _trail;

    internal AuditReader(IDbContextFactory<AuditDbContext> store, AuditTrail trail) => (_store, _trail) = (store, trail);

    /// <summary>Entries that match a filter, the newest first, with everything that this process has recorded up to now.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="count">How many at most, 1 to <see cref="Most"/>.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The entries, and whether there are more.</returns>
    public async Task<(IReadOnlyList<AuditRow> Rows, bool HasMore)> ReadAsync(AuditFilter filter, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);

        await _trail.FlushAsync(cancellationToken).ConfigureAwait(false);
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await filter.Apply(context.Entries.AsNoTracking()).OrderByDescending(entry => entry.Number).Take(count + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return ([.. rows.Take(count).Select(AuditRow.Of)], rows.Count > count);
    }
}
