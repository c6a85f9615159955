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
        if (dashboard is null)
        {
            await context.Homes.Where(row => row.PersonId == person).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (!await ReplaceAsync(context, person, dashboard, cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(context, person, dashboard, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AddAsync(DashboardsDbContext context, string person, string dashboard, CancellationToken cancellationToken)
    {
        context.Homes.Add(new HomeRow { PersonId = person, DashboardId = dashboard });
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another request of the same person was first. If not, the store has failed.
            context.ChangeTracker.Clear();
            if (!await ReplaceAsync(context, person, dashboard, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> ReplaceAsync(DashboardsDbContext context, string person, string dashboard, CancellationToken cancellationToken) =>
        await context.Homes.Where(row => row.PersonId == person).ExecuteUpdateAsync(row => row.SetProperty(home => home.DashboardId, dashboard), cancellationToken).ConfigureAwait(false) > 0;
}
