using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Exports.Schedules.Storage;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteReportsDbContext(DbContextOptions<SqliteReportsDbContext> options) : ReportsDbContext(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteReportsDbContext>
    {
        public SqliteReportsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteReportsDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
