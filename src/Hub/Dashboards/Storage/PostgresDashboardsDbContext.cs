using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresDashboardsDbContext(DbContextOptions<PostgresDashboardsDbContext> options) : DashboardsDbContext(options)
{
    public override async Task LockDashboardsAsync(CancellationToken cancellationToken)
    {
        await Database.LimitLongIdleTransactionAsync(cancellationToken).ConfigureAwait(false);
        await Database.ExecuteSqlRawAsync("LOCK TABLE \"Dashboards\" IN SHARE ROW EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresDashboardsDbContext>
    {
        public PostgresDashboardsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresDashboardsDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
