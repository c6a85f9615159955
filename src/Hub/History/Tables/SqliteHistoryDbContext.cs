using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>The model on SQLite; its migrations are in <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteHistoryDbContext(DbContextOptions<SqliteHistoryDbContext> options) : HistoryDbContext(options)
{
    /// <summary>The index consists of all sequences of three characters.</summary>
    private const int ShortestText = 3;

    // In quotes, any text is one phrase.
    public override IQueryable<long>? RunsByText(string text)
    {
        var phrase = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return text.EnumerateRunes().Count() < ShortestText ? null : Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "RunText" WHERE "RunText" MATCH {phrase}""");
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which has no host to ask.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteHistoryDbContext>
    {
        public SqliteHistoryDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteHistoryDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
