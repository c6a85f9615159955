using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The model on PostgreSQL; its migrations are in <c>Migrations/Postgres</c>. Its tables have a schema of their own, because the database may be the Monitor's.</summary>
internal sealed class PostgresHistoryDbContext(DbContextOptions<PostgresHistoryDbContext> options) : HistoryDbContext(options)
{
    private const string Schema = "history";

    private static readonly string[] Tables = ["Buckets", "Runs", "PipelineDays", "StateChanges"];

    // Two transactions could insert the same run, and one of them would fail.
    public override Task LockRunsAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync($"""LOCK TABLE {Schema}."Sources" IN SHARE ROW EXCLUSIVE MODE""", cancellationToken);

    public override async Task<long?> LockTermAsync(CancellationToken cancellationToken)
    {
        await Database.LimitIdleTransactionAsync(cancellationToken).ConfigureAwait(false);
        return await Terms.FromSqlRaw($"""SELECT * FROM {Schema}."HistoryTerm" FOR SHARE""").AsNoTracking().Select(term => (long?)term.Epoch).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a row and its entries in indexes take beside its columns.</summary>
    private const int BytesAround = 60;

    // The size of the tables would not become smaller by deleting.
    public override Task<long> UsedBytesAsync(CancellationToken cancellationToken)
    {
        var tables = Tables.Select(table => $"""
            SELECT (SELECT COUNT(*) FROM {Schema}."{table}") AS number, (SELECT COALESCE(AVG(pg_column_size(t.*)), 0) FROM (SELECT * FROM {Schema}."{table}" LIMIT 1000) AS t) AS width
            """);
        var sum = $"""SELECT CAST(COALESCE(SUM(counted.number * (counted.width + {BytesAround})), 0) AS bigint) AS "Value" FROM ({string.Join(" UNION ALL ", tables)}) AS counted""";
        return Database.SqlQueryRaw<long>(sum).SingleAsync(cancellationToken);
    }

    public override Task<double> BucketBytesAsync(int stepSeconds, CancellationToken cancellationToken) => Database
        .SqlQuery<double>($"""
            SELECT CAST(AVG(pg_column_size(b.*)) + {BytesAround} AS double precision) AS "Value" FROM (SELECT * FROM history."Buckets" WHERE "StepSeconds" = {stepSeconds} LIMIT 1000) AS b
            """)
        .SingleAsync(cancellationToken);

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
