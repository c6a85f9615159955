using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteAlertsDbContext(DbContextOptions<SqliteAlertsDbContext> options) : AlertsDbContext(options)
{
    public override Task<long?> LockTermAsync(CancellationToken cancellationToken) =>
        // A transaction is alone on SQLite.
        Terms.AsNoTracking().Select(term => (long?)term.Epoch).SingleOrDefaultAsync(cancellationToken);

    public override Task<long?> LockAnnouncementsAsync(CancellationToken cancellationToken) => LockTermAsync(cancellationToken);

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteAlertsDbContext>
    {
        public SqliteAlertsDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteAlertsDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
