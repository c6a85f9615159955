using System.Text.Json;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Dashboards with their versions, who begins with which, who edits which, and what files held when they were good last.</summary>
internal abstract class DashboardsDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "__DashboardsMigrationsHistory";

    public const int LongestPath = 1024;

    private const int LongestId = 64;
    private const int HashLength = 64;
    private const int LongestName = 256;
    private const int LongestWord = 16;

    public DbSet<DashboardRow> Dashboards => Set<DashboardRow>();

    public DbSet<VersionRow> Versions => Set<VersionRow>();

    public DbSet<HomeRow> Homes => Set<HomeRow>();

    public DbSet<EditorRow> Editors => Set<EditorRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    /// <summary>Nobody else adds, changes or deletes a dashboard until the transaction ends, so that what was counted stays true.</summary>
    public abstract Task LockDashboardsAsync(CancellationToken cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ApplyStoreConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DashboardRow>(dashboard =>
        {
            dashboard.ToTable("Dashboards");
            dashboard.Property(row => row.Id).HasMaxLength(LongestId);
            dashboard.Property(row => row.OwnerId).HasMaxLength(LongestId);
            dashboard.Property(row => row.OwnerName).HasMaxLength(LongestName);
            dashboard.Property(row => row.Title).HasMaxLength(DashboardLimits.LongestTitle);
            dashboard.Property(row => row.Visibility).HasMaxLength(LongestWord);
            dashboard.Property(row => row.LeastRole).HasMaxLength(LongestWord);
            dashboard.Property(row => row.UpdatedBy).HasMaxLength(LongestName);
            dashboard.HasIndex(row => row.OwnerId);
            dashboard.HasMany<VersionRow>().WithOne().HasForeignKey(row => row.DashboardId).OnDelete(DeleteBehavior.Cascade);
            dashboard.HasMany<EditorRow>().WithOne().HasForeignKey(row => row.DashboardId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<VersionRow>(version =>
        {
            version.ToTable("DashboardVersions");
            version.HasKey(row => new { row.DashboardId, row.Version });
            version.Property(row => row.By).HasMaxLength(LongestName);
            version.Property(row => row.Changes).HasConversion(
                changes => JsonSerializer.Serialize(changes, JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<List<DocumentChange>>(text, JsonSerializerOptions.Web)!,
                new ValueComparer<IReadOnlyList<DocumentChange>>((left, right) => left!.SequenceEqual(right!), changes => changes.Count, changes => changes));
        });
        modelBuilder.Entity<HomeRow>(home =>
        {
            home.ToTable("HomeDashboards");
            home.HasKey(row => row.PersonId);
            home.Property(row => row.PersonId).HasMaxLength(LongestId);
            home.Property(row => row.DashboardId).HasMaxLength(LongestId);
        });
        modelBuilder.Entity<FileRow>(file =>
        {
            file.ToTable("DashboardFiles");
            file.HasKey(row => row.Path);
            file.Property(row => row.Path).HasMaxLength(LongestPath);
            file.Property(row => row.Content).HasMaxLength(HashLength);
        });
        modelBuilder.Entity<EditorRow>(editor =>
        {
            editor.ToTable("DashboardEditors");
            editor.HasKey(row => new { row.DashboardId, row.PersonId });
            editor.Property(row => row.PersonId).HasMaxLength(LongestId);
            editor.Property(row => row.Name).HasMaxLength(LongestName);
            editor.HasIndex(row => row.SeenAt);
        });
    }
}
