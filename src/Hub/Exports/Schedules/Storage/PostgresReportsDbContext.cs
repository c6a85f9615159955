using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresReportsDbContext(DbContextOptions<PostgresReportsDbContext> options) : ReportsDbContext(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresReportsDbContext>
    {
        public PostgresReportsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresReportsDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
