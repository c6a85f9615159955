using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteHistoryDbContext(DbContextOptions<SqliteHistoryDbContext> options) : HistoryDbContext(options)
{
    private const int PagesAtOnce = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const int SampledBuckets = 1000;

    /// <summary>The length of a record (https://sqlite.org/fileformat2.html#record_format): a byte for each column's type and for the length of these, the values, and 4 bytes of its cell.</summary>
    private static readonly string BucketBytes = $$"""
        SELECT AVG({{5 + BucketSql.ColumnNames.Count}} + {{string.Join(" + ", BucketSql.ColumnNames.Select(WidthOf))}}) AS "Value"
        FROM (SELECT * FROM "Buckets" WHERE "StepSeconds" = {0} LIMIT {{SampledBuckets}}) AS b
        """;

    /// <summary>The index consists of all sequences of three characters.</summary>
    private const int ShortestText = 3;

    public override bool FoldsAsciiOnly => true;

    // In quotes, any text is one phrase.
    public override IQueryable<long>? RunsByText(string text)
    {
        var phrase = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return text.EnumerateRunes().Count() < ShortestText ? null : Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "RunText" WHERE "RunText" MATCH {phrase}""");
    }

    public override Task<long> UsedBytesAsync(CancellationToken cancellationToken) => Database
        .SqlQueryRaw<long>("""SELECT (page_count - freelist_count) * page_size AS "Value" FROM pragma_page_count, pragma_freelist_count, pragma_page_size""")
        .SingleAsync(cancellationToken);

    public override Task<double> BucketBytesAsync(int stepSeconds, CancellationToken cancellationToken) => Database
        .SqlQueryRaw<double>(BucketBytes, stepSeconds)
        .SingleAsync(cancellationToken);

    public override async Task GiveSpaceBackAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var free = Database.SqlQueryRaw<long>("""SELECT freelist_count AS "Value" FROM pragma_freelist_count""");
        for (var left = await free.SingleAsync(cancellationToken).ConfigureAwait(false); left > 0;)
        {
            var before = left;
            await FreePagesAsync(cancellationToken).ConfigureAwait(false);
            left = await free.SingleAsync(cancellationToken).ConfigureAwait(false);
            if (left >= before)
            {
                // The file was made without this.
                return;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string WidthOf(string column)
    {
        (int Bytes, long Most)[] widths = [(1, 0x7F), (2, 0x7FFF), (3, 0x7F_FFFF), (4, 0x7FFF_FFFF), (6, 0x7FFF_FFFF_FFFF)];
        var cases = widths.Select(width => $"""WHEN b."{column}" BETWEEN {-width.Most - 1} AND {width.Most} THEN {width.Bytes}""");
        return $"""CASE WHEN b."{column}" IS NULL OR b."{column}" IN (0, 1) THEN 0 {string.Join(" ", cases)} ELSE 8 END""";
    }

    // The statement frees a page with each row that is read of it.
    private async Task FreePagesAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var command = Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = $"PRAGMA incremental_vacuum({PagesAtOnce})";
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    // Reading is all that it takes.
                }
            }
        }

        await Database.CloseConnectionAsync().ConfigureAwait(false);
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteHistoryDbContext>
    {
        public SqliteHistoryDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteHistoryDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
