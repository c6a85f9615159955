using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Audit;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteAuditDbContext(DbContextOptions<SqliteAuditDbContext> options) : AuditDbContext(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteAuditDbContext>
    {
        public SqliteAuditDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
