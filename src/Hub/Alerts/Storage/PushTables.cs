using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The tables of browsers that are told, also while no page is open.</summary>
internal static class PushTables
{
    public const int LongestEndpoint = 2000;
    public const int LongestUserAgent = 256;

    private const int LongestPersonId = 64;
    private const int LongestKey = 128;

    public static void DescribePush(this ModelBuilder model)
    {
        model.Entity<PushKeyRow>(key =>
        {
            key.ToTable("PushKeys");
            key.Property(row => row.Id).ValueGeneratedNever();
            key.Property(row => row.PublicKey).HasMaxLength(LongestKey);
        });
        model.Entity<PushSubscriptionRow>(subscription =>
        {
            subscription.ToTable("PushSubscriptions");
            subscription.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            subscription.Property(row => row.PersonId).HasMaxLength(LongestPersonId);
            subscription.Property(row => row.Endpoint).HasMaxLength(LongestEndpoint);
            subscription.Property(row => row.P256dh).HasMaxLength(LongestKey);
            subscription.Property(row => row.Auth).HasMaxLength(LongestKey);
            subscription.Property(row => row.UserAgent).HasMaxLength(LongestUserAgent);
            subscription.HasIndex(row => row.PersonId);
        });
    }
}
