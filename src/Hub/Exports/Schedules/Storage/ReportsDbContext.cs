using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>Reports that are made at their times, and their files.</summary>
internal abstract class ReportsDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "__ReportsMigrationsHistory";

    /// <summary>The longest reason, in UTF-16 characters.</summary>
    public const int LongestReason = 1000;

    private const int LongestId = 64;
    private const int LongestName = 256;
    private const int LongestWord = 16;

    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    public DbSet<ReportFileRow> Files => Set<ReportFileRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ApplyStoreConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ScheduleRow>(schedule =>
        {
            schedule.ToTable("ReportSchedules");
            schedule.Property(row => row.Id).HasMaxLength(LongestId);
            schedule.Property(row => row.OwnerId).HasMaxLength(LongestId);
            schedule.Property(row => row.OwnerName).HasMaxLength(LongestName);
            schedule.Property(row => row.Name).HasMaxLength(LongestName);
            schedule.Property(row => row.Plan).HasJson();
            schedule.Property(row => row.Times).HasJson();
            schedule.Property(row => row.ChannelId).HasMaxLength(LongestId);
            schedule.Property(row => row.LastResult).HasConversion<string>().HasMaxLength(LongestWord);
            schedule.Property(row => row.LastReason).HasMaxLength(LongestReason);
            schedule.Property(row => row.LastFileId).HasMaxLength(LongestId);
            schedule.Property(row => row.UpdatedBy).HasMaxLength(LongestName);
            schedule.HasIndex(row => row.OwnerId);
            schedule.HasIndex(row => row.NextAt);
        });
        modelBuilder.Entity<ReportFileRow>(file =>
        {
            file.ToTable("ReportFiles");
            file.Property(row => row.Id).HasMaxLength(LongestId);
            file.Property(row => row.Name).HasMaxLength(LongestName);
            file.Property(row => row.Title).HasMaxLength(LongestName);
            file.Property(row => row.Sources).HasJson();
            file.HasIndex(row => row.EndsAt);
        });
    }
}
