using FlextMonitor.Hub.Dashboards.Documents;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Reads and writes dashboards. A change is saved only on top of the version that its author saw, and every version is kept for a while.</summary>
internal sealed class DashboardStore(IDbContextFactory<DashboardsDbContext> store, TimeProvider time)
{
    /// <summary>The dashboards of a person and those that are shared or belong to nobody, in no particular order, also those that their roles hide from the person.</summary>
    public async Task<IReadOnlyList<DashboardRow>> ListAsync(string? person, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Dashboards.AsNoTracking().Where(row => row.OwnerId == person || row.OwnerId == null || row.Visibility != DashboardDocument.Private)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One dashboard; null if no dashboard has this id.</summary>
    public async Task<DashboardRow?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        // PostgreSQL refuses texts with the character U+0000, which a request may hold.
        if (!Guid.TryParseExact(id, "D", out _))
        {
            return null;
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Dashboards.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One dashboard with its newest document; null if no dashboard has this id.</summary>
    public async Task<StoredDashboard?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Dashboards.AsNoTracking().Where(row => row.Id == id)
            .Join(context.Versions.AsNoTracking(), row => new { DashboardId = row.Id, row.Version }, version => new { version.DashboardId, version.Version }, (row, version) => new StoredDashboard(row, version))
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One dashboard with the document of one version; null if that is not kept (any more).</summary>
    public async Task<StoredDashboard?> FindAsync(string id, int version, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Dashboards.AsNoTracking().Where(row => row.Id == id)
            .Join(context.Versions.AsNoTracking().Where(row => row.Version == version), row => row.Id, row => row.DashboardId, (row, stored) => new StoredDashboard(row, stored))
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The versions that are kept, the newest first, without their documents.</summary>
    public async Task<IReadOnlyList<VersionRow>> VersionsAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Versions.AsNoTracking().Where(row => row.DashboardId == id).OrderByDescending(row => row.Version)
            .Select(row => new VersionRow { DashboardId = row.DashboardId, Version = row.Version, Document = "", Changes = row.Changes, At = row.At, By = row.By })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a dashboard, as version 1.</summary>
    public async Task<(SaveRefusal Refusal, StoredDashboard? Saved)> CreateAsync(DashboardDocument document, string ownerId, string ownerName, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new DashboardRow
        {
            Id = Guid.CreateVersion7(now).ToString(),
            OwnerId = ownerId,
            OwnerName = ownerName,
            Title = document.Title,
            Visibility = document.Visibility,
            LeastRole = document.LeastRole,
            Version = 1,
            Widgets = document.Widgets.Count,
            UpdatedAt = now,
            UpdatedBy = ownerName,
        };
        var version = VersionOf(row, document, []);
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.LockDashboardsAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Dashboards.CountAsync(other => other.OwnerId == ownerId, cancellationToken).ConfigureAwait(false) >= DashboardLimits.MostOfOnePerson)
        {
            return (SaveRefusal.TooManyOwn, null);
        }

        if (document.Visibility != DashboardDocument.Private && await IsSharedFullAsync(context, row.Id, cancellationToken).ConfigureAwait(false))
        {
            return (SaveRefusal.TooManyShared, null);
        }

        context.AddRange(row, version);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (SaveRefusal.None, new StoredDashboard(row, version));
    }

    /// <summary>Saves a document as the next version.</summary>
    /// <param name="before">What its author saw.</param>
    /// <param name="document">The document.</param>
    /// <param name="by">The author's e-mail address.</param>
    /// <param name="restored">The version whose document it is, if one is restored.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<(SaveRefusal Refusal, StoredDashboard? Saved)> ChangeAsync(StoredDashboard before, DashboardDocument document, string by, int? restored, CancellationToken cancellationToken)
    {
        var (id, seen, now) = (before.Row.Id, before.Row.Version, time.GetUtcNow());
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        if (document.Visibility != DashboardDocument.Private && before.Row.Visibility == DashboardDocument.Private)
        {
            await context.LockDashboardsAsync(cancellationToken).ConfigureAwait(false);
            if (await IsSharedFullAsync(context, id, cancellationToken).ConfigureAwait(false))
            {
                return (SaveRefusal.TooManyShared, null);
            }
        }

        // Of several at the same time, the first one makes the version another one, and the others find no row.
        var (title, visibility, leastRole, widgets) = (document.Title, document.Visibility, document.LeastRole, document.Widgets.Count);
        var changed = await context.Dashboards.Where(row => row.Id == id && row.Version == seen).ExecuteUpdateAsync(
            row => row.SetProperty(stored => stored.Version, seen + 1).SetProperty(stored => stored.Title, title).SetProperty(stored => stored.Visibility, visibility)
                .SetProperty(stored => stored.LeastRole, leastRole).SetProperty(stored => stored.Widgets, widgets).SetProperty(stored => stored.UpdatedAt, now).SetProperty(stored => stored.UpdatedBy, by),
            cancellationToken).ConfigureAwait(false);
        if (changed == 0)
        {
            return (SaveRefusal.Outdated, null);
        }

        var row = await context.Dashboards.AsNoTracking().SingleAsync(stored => stored.Id == id, cancellationToken).ConfigureAwait(false);
        var changes = DocumentComparison.Of(before.Document, document);
        var version = VersionOf(row, document, restored is null ? changes : [new DocumentChange("restored", From: restored), .. changes]);
        context.Add(version);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        var oldest = row.Version - DashboardLimits.MostVersions;
        await context.Versions.Where(stored => stored.DashboardId == id && stored.Version <= oldest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (SaveRefusal.None, new StoredDashboard(row, version));
    }

    /// <summary>Gives a dashboard without an owner one.</summary>
    /// <returns><see cref="SaveRefusal.Outdated"/> if it has an owner by now.</returns>
    public async Task<SaveRefusal> TakeAsync(string id, string ownerId, string ownerName, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.LockDashboardsAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Dashboards.CountAsync(other => other.OwnerId == ownerId, cancellationToken).ConfigureAwait(false) >= DashboardLimits.MostOfOnePerson)
        {
            return SaveRefusal.TooManyOwn;
        }

        var taken = await context.Dashboards.Where(row => row.Id == id && row.OwnerId == null)
            .ExecuteUpdateAsync(row => row.SetProperty(stored => stored.OwnerId, ownerId).SetProperty(stored => stored.OwnerName, ownerName), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return taken > 0 ? SaveRefusal.None : SaveRefusal.Outdated;
    }

    /// <summary>Deletes a dashboard with its versions.</summary>
    /// <returns>Whether it was still at the version that was seen.</returns>
    public async Task<bool> DeleteAsync(string id, int seen, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var isDeleted = await context.Dashboards.Where(row => row.Id == id && row.Version == seen).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) > 0;
        if (isDeleted)
        {
            await context.Homes.Where(row => row.DashboardId == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return isDeleted;
    }

    private static VersionRow VersionOf(DashboardRow row, DashboardDocument document, IReadOnlyList<DocumentChange> changes) =>
        new() { DashboardId = row.Id, Version = row.Version, Document = document.ToString(), Changes = changes, At = row.UpdatedAt, By = row.UpdatedBy };

    private static async Task<bool> IsSharedFullAsync(DashboardsDbContext context, string id, CancellationToken cancellationToken) =>
        await context.Dashboards.CountAsync(row => row.Id != id && row.Visibility != DashboardDocument.Private, cancellationToken).ConfigureAwait(false) >= DashboardLimits.MostShared;
}
