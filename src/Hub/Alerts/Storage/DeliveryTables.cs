using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The tables of what is told: announcements and the outbox.</summary>
internal static class DeliveryTables
{
    private const int LongestEvent = 16;

    public static void DescribeDeliveries(this ModelBuilder model)
    {
        model.Entity<AnnouncementRow>(announcement =>
        {
            announcement.ToTable("Announcements");
            announcement.HasKey(row => row.Number);
            announcement.Property(row => row.ProblemId).HasMaxLength(ProblemTables.LongestId);
            announcement.Property(row => row.RouteId).HasMaxLength(ProblemTables.LongestId);
            announcement.Property(row => row.Event).HasConversion<string>().HasMaxLength(LongestEvent);
            announcement.Property(row => row.Source).HasMaxLength(ProblemTables.LongestName);
            announcement.Property(row => row.Kind).HasMaxLength(ProblemTables.LongestId);
            announcement.Property(row => row.Told).HasJson();
            announcement.Property(row => row.Details).HasJson();
            announcement.HasIndex(row => row.DueAt);
            announcement.HasIndex(row => new { row.ProblemId, row.RouteId });
            announcement.HasOne<ProblemRow>().WithMany().HasForeignKey(row => row.ProblemId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("Deliveries");
            delivery.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            delivery.Property(row => row.ChannelId).HasMaxLength(ProblemTables.LongestId);
            delivery.Property(row => row.RouteId).HasMaxLength(ProblemTables.LongestId);
            delivery.Property(row => row.Event).HasConversion<string>().HasMaxLength(LongestEvent);
            delivery.Property(row => row.State).HasConversion<string>().HasMaxLength(LongestEvent);
            delivery.Property(row => row.Answer).HasMaxLength(ProblemTables.LongestText);
            delivery.HasIndex(row => row.NextAttemptAt);
            delivery.HasIndex(row => new { row.ChannelId, row.CreatedAt });
            delivery.HasIndex(row => row.EndedAt);
            delivery.HasMany(row => row.Problems).WithOne().HasForeignKey(row => row.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DeliveryProblemRow>(link =>
        {
            link.ToTable("DeliveryProblems");
            link.HasKey(row => new { row.DeliveryId, row.ProblemId });
            link.Property(row => row.ProblemId).HasMaxLength(ProblemTables.LongestId);
            link.HasIndex(row => row.ProblemId);
            link.HasOne<ProblemRow>().WithMany().HasForeignKey(row => row.ProblemId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
