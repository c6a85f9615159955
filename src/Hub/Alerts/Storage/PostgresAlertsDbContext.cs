using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAlertsDbContext(DbContextOptions<PostgresAlertsDbContext> options) : AlertsDbContext(options)
{
    private const string Term = "SELECT * FROM \"EvaluatorTerm\"";

    // A renewal of the lease changes no key of the row and is not held up; a new term changes the epoch, a key, and waits.
    public override Task<long?> LockTermAsync(CancellationToken cancellationToken) => LockAsync($"{Term} FOR KEY SHARE", cancellationToken);

    public override Task<long?> LockAnnouncementsAsync(CancellationToken cancellationToken) => LockAsync($"{Term} FOR UPDATE", cancellationToken);

    private async Task<long?> LockAsync(string rows, CancellationToken cancellationToken)
    {
        await Database.LimitIdleTransactionAsync(cancellationToken).ConfigureAwait(false);
        return await Terms.FromSqlRaw(rows).AsNoTracking().Select(term => (long?)term.Epoch).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // There is one row only. To PostgreSQL the index makes the epoch a key.
        modelBuilder.Entity<TermRow>().HasIndex(term => term.Epoch).IsUnique();
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresAlertsDbContext>
    {
        public PostgresAlertsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAlertsDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
