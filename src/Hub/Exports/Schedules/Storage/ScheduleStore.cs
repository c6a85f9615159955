using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>Keeps schedules of reports.</summary>
internal sealed class ScheduleStore(IDbContextFactory<ReportsDbContext> store)
{
    /// <summary>How many a person may have.</summary>
    public const int MostOfPerson = 50;

    /// <summary>How many there may be.</summary>
    public const int Most = 500;

    /// <summary>The schedules of an owner by name, or those of all owners.</summary>
    /// <param name="owner">The owner's id; null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyList<ScheduleRow>> ListAsync(string? owner, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Schedules.AsNoTracking().Where(row => owner == null || row.OwnerId == owner).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }

    /// <summary>A schedule; null if it does not exist, or belongs to somebody else than <paramref name="owner"/>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="owner">The owner's id; null for any.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<ScheduleRow?> FindAsync(string id, string? owner, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Schedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && (owner == null || row.OwnerId == owner), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds one, unless there are too many. Two that are added at the same moment may pass the limit by one.</summary>
    public async Task<bool> TryAddAsync(ScheduleRow row, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Schedules.CountAsync(cancellationToken).ConfigureAwait(false) >= Most
            || await context.Schedules.CountAsync(stored => stored.OwnerId == row.OwnerId, cancellationToken).ConfigureAwait(false) >= MostOfPerson)
        {
            return false;
        }

        context.Schedules.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Changes what people set of one. What making it notes in it meanwhile stays. False if it is not there any more.</summary>
    public async Task<bool> TryChangeAsync(ScheduleRow row, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Schedules.Where(stored => stored.Id == row.Id).ExecuteUpdateAsync(
            stored => stored.SetProperty(to => to.Name, row.Name).SetProperty(to => to.Plan, row.Plan).SetProperty(to => to.Times, row.Times).SetProperty(to => to.ChannelId, row.ChannelId)
                .SetProperty(to => to.NextAt, row.NextAt).SetProperty(to => to.RetryAt, (DateTimeOffset?)null).SetProperty(to => to.UpdatedAt, row.UpdatedAt).SetProperty(to => to.UpdatedBy, row.UpdatedBy),
            cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Has one made at once.</summary>
    public async Task AskAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Schedules.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(to => to.AskedAt, at).SetProperty(to => to.RetryAt, (DateTimeOffset?)null), cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Schedules.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }
}
