using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Knows who edits which dashboard. It is in the store, so that every process knows.</summary>
internal sealed class EditorStore(IDbContextFactory<DashboardsDbContext> store, TimeProvider time)
{
    /// <summary>How long somebody counts as editing whose page says nothing more. It says so every 15 s.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(40);

    /// <summary>Notes that somebody edits a dashboard.</summary>
    /// <returns>The others who do, the one who began first, first.</returns>
    public async Task<IReadOnlyList<EditorRow>> NoteAsync(string dashboard, string person, string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Lifetime;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Editors.Where(row => row.SeenAt <= forgotten).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        if (!await TouchAsync(context, dashboard, person, now, cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(context, new EditorRow { DashboardId = dashboard, PersonId = person, Name = name, Since = now, SeenAt = now }, cancellationToken).ConfigureAwait(false);
        }

        return await context.Editors.AsNoTracking().Where(row => row.DashboardId == dashboard && row.PersonId != person && row.SeenAt > forgotten)
            .OrderBy(row => row.Since).ThenBy(row => row.PersonId).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes that somebody does not edit a dashboard any more.</summary>
    public async Task ForgetAsync(string dashboard, string person, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Editors.Where(row => row.DashboardId == dashboard && row.PersonId == person).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task AddAsync(DashboardsDbContext context, EditorRow row, CancellationToken cancellationToken)
    {
        context.Editors.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another page of the same person was first, or the dashboard has been deleted. If neither is so, the store has failed.
            context.ChangeTracker.Clear();
            var isDeleted = !await context.Dashboards.AnyAsync(dashboard => dashboard.Id == row.DashboardId, cancellationToken).ConfigureAwait(false);
            if (!isDeleted && !await TouchAsync(context, row.DashboardId, row.PersonId, row.SeenAt, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> TouchAsync(DashboardsDbContext context, string dashboard, string person, DateTimeOffset now, CancellationToken cancellationToken) =>
        await context.Editors.Where(row => row.DashboardId == dashboard && row.PersonId == person)
            .ExecuteUpdateAsync(row => row.SetProperty(editor => editor.SeenAt, now), cancellationToken).ConfigureAwait(false) > 0;
}
