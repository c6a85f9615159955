using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Audit;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>.</summary>
internal sealed class PostgresAuditDbContext(DbContextOptions<PostgresAuditDbContext> options) : AuditDbContext(options)
{
    protected override Task LimitLockAsync(CancellationToken cancellationToken) => Database.LimitLongIdleTransactionAsync(cancellationToken);

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresAuditDbContext>
    {
        public PostgresAuditDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
