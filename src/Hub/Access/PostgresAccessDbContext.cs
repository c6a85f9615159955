using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Access;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAccessDbContext(DbContextOptions<PostgresAccessDbContext> options) : AccessDbContext(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresAccessDbContext>
    {
        public PostgresAccessDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAccessDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
