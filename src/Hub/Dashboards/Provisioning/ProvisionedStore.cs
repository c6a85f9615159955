using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>Remembers what files held when they were good last.</summary>
internal sealed class ProvisionedStore(IDbContextFactory<DashboardsDbContext> store)
{
    /// <summary>Files as they were good last, by path. None counts as read: each is compared with the folder.</summary>
    public async Task<FolderContents> LoadAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Files.AsNoTracking().OrderBy(row => row.Path).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new FolderContents([.. rows.Select(row => new ProvisionedFile(
            row.Path, Content: null, [], ProvisionedDashboard.Of(row.Path, row.Content, DashboardDocument.Parse(row.Document), row.ReadAt)))], Problem: null);
    }

    /// <summary>Remembers what the folder holds.</summary>
    /// <param name="before">What was remembered last.</param>
    /// <param name="now">What the folder holds.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task SaveAsync(FolderContents before, FolderContents now, CancellationToken cancellationToken)
    {
        var earlier = before.Dashboards.Values.ToDictionary(dashboard => dashboard.Path, dashboard => dashboard.Tag, StringComparer.Ordinal);
        var changed = now.Files.Where(file => file is { Served: { } served, Content: not null, IsGood: true } && earlier.GetValueOrDefault(file.Path) != served.Tag).ToList();
        string[] gone = [.. earlier.Keys.Except(now.Files.Select(file => file.Path))];
        if (changed.Count == 0 && gone.Length == 0)
        {
            return;
        }

        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        string[] replaced = [.. changed.Select(file => file.Path), .. gone];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await context.Files.Where(row => replaced.Contains(row.Path)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.Files.AddRange(changed.Where(file => file.Path.Length <= DashboardsDbContext.LongestPath).Select(file => new FileRow
        {
            Path = file.Path,
            Content = file.Content!,
            Document = file.Served!.Stored.Version.Document,
            ReadAt = file.Served.Stored.Row.UpdatedAt,
        }));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
