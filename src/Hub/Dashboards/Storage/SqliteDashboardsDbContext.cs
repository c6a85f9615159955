using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteDashboardsDbContext(DbContextOptions<SqliteDashboardsDbContext> options) : DashboardsDbContext(options)
{
    // A transaction is alone on SQLite.
    public override Task LockDashboardsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteDashboardsDbContext>
    {
        public SqliteDashboardsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteDashboardsDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
