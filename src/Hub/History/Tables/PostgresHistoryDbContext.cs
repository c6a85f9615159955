using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>. Its tables have a schema of their own, because the database may be the Monitor's.</summary>
internal sealed class PostgresHistoryDbContext(DbContextOptions<PostgresHistoryDbContext> options) : HistoryDbContext(options)
{
    private const string Schema = "history";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresHistoryDbContext>
    {
        public PostgresHistoryDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresHistoryDbContext>().UseNpgsql("Host=localhost").Options);
    }
}
