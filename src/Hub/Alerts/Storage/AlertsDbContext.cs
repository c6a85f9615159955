using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Problems with their life, what is to be told of them, and what people set for that.</summary>
internal abstract class AlertsDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsTable = "__AlertsMigrationsHistory";

    public DbSet<TermRow> Terms => Set<TermRow>();

    public DbSet<ProblemRow> Problems => Set<ProblemRow>();

    public DbSet<ProblemChangeRow> Changes => Set<ProblemChangeRow>();

    public DbSet<CommandRow> Commands => Set<CommandRow>();

    public DbSet<RuleRow> Rules => Set<RuleRow>();

    public DbSet<ChannelRow> Channels => Set<ChannelRow>();

    public DbSet<RouteRow> Routes => Set<RouteRow>();

    public DbSet<SilenceRow> Silences => Set<SilenceRow>();

    public DbSet<AnnouncementRow> Announcements => Set<AnnouncementRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<DeliveryProblemRow> DeliveryProblems => Set<DeliveryProblemRow>();

    public DbSet<PushKeyRow> PushKeys => Set<PushKeyRow>();

    public DbSet<PushSubscriptionRow> PushSubscriptions => Set<PushSubscriptionRow>();

    /// <summary>The epoch of the term whose changes are taken. No other term can begin until the transaction ends.</summary>
    public abstract Task<long?> LockTermAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="LockTermAsync"/>, and announcements are changed by nobody else until the transaction ends: no evaluator stores meanwhile.</summary>
    public abstract Task<long?> LockAnnouncementsAsync(CancellationToken cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ApplyStoreConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.DescribeProblems();
        modelBuilder.DescribeSettings();
        modelBuilder.DescribeDeliveries();
        modelBuilder.DescribePush();
    }
}
