using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAlertsDbContext(DbContextOptions<PostgresAlertsDbContext> options) : AlertsDbContext(options)
{
    public override async Task<long?> LockTermAsync(CancellationToken cancellationToken)
    {
        await Database.LimitIdleTransactionAsync(cancellationToken).ConfigureAwait(false);
        return await Terms.FromSqlRaw("SELECT * FROM \"EvaluatorTerm\" FOR SHARE").AsNoTracking().Select(term => (long?)term.Epoch).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task LockAnnouncementsAsync(CancellationToken cancellationToken) =>
        Terms.FromSqlRaw("SELECT * FROM \"EvaluatorTerm\" FOR UPDATE").AsNoTracking().Select(term => term.Epoch).ToListAsync(cancellationToken);

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresAlertsDbContext>
    {
        public PostgresAlertsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAlertsDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
