using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Remembers with which dashboard each person begins.</summary>
internal sealed class HomeStore(IDbContextFactory<DashboardsDbContext> store)
{
    /// <summary>The dashboard of a person, which may be gone; null if none was set.</summary>
    public async Task<string?> FindAsync(string person, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Homes.Where(row => row.PersonId == person).Select(row => row.DashboardId).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the dashboard of a person; null for none.</summary>
    public async Task SetAsync(string person, string? dashboard, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var own = context.Homes.Where(row => row.PersonId == person);
        if (dashboard is null)
        {
            await own.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (await own.ExecuteUpdateAsync(row => row.SetProperty(home => home.DashboardId, dashboard), cancellationToken).ConfigureAwait(false) == 0)
        {
            context.Homes.Add(new HomeRow { PersonId = person, DashboardId = dashboard });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
