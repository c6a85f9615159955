using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteHistoryDbContext(DbContextOptions<SqliteHistoryDbContext> options) : HistoryDbContext(options)
{
    private const int PagesAtOnce = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

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
