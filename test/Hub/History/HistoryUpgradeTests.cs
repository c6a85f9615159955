using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>History that another release wrote.</summary>
public abstract class HistoryUpgradeTests(TestDatabases databases) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CreateHistory")]
    [InlineData("SearchRuns")]
    [InlineData("KnowWhatIsKept")]
    public async Task Start_WithTablesOfBefore_KeepsWhatTheyHold_AndFindsIt(string migration)
    {
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync());
        await FillAsync(history, migration);

        (await history.WriteAsync()).ShouldBeTrue(history.PausedBecause);

        var query = RunsQuery.Read(new RunsRequest { Text = "ra-015" }, out _)! with { Sources = [Given.Source] };
        (await history.Get<RunSearch>().FindAsync(query, Cancelled)).Runs.ShouldHaveSingleItem().ErrorMessage.ShouldBe("ORA-01555");
        var bucket = (await history.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldHaveSingleItem();
        (bucket.LiveMs, bucket[Figure.MemoryUsage].KnownMs, bucket.TotalExecutions.KnownMs).ShouldBe((4_000, 0, 4_000));
        (bucket[Figure.CpuUsage].KnownMs, bucket[Figure.CpuUsage].Mean, bucket[Figure.CpuUsage].Last).ShouldBe((3_000, 125, 100));
    }

    [Fact]
    public async Task Start_WithTheTablesOfANewerRelease_PausesWithTheReason()
    {
        var database = await databases.CreateAsync();
        await using (var history = await RecordedHistory.StartAsync(database))
        {
            (await history.WriteAsync()).ShouldBeTrue(history.PausedBecause);
            const string Later = $"""INSERT INTO "{HistoryDbContext.MigrationsTable}" ("MigrationId", "ProductVersion") VALUES ('20990101000000_Later', '99')""";
            await using var context = await history.ContextAsync();
            await context.Database.ExecuteSqlRawAsync(Later, Cancelled);
        }

        await using var later = await RecordedHistory.StartAsync(database);

        (await later.WriteAsync()).ShouldBeFalse();

        later.PausedBecause!.ShouldEndWith("but a newer release has changed its tables. Use that release, or another database");
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the tables as they were after a migration, with a run and a bucket in them.</summary>
    private static async Task FillAsync(RecordedHistory history, string migration)
    {
        await using var context = await history.ContextAsync();
        await context.GetService<IMigrator>().MigrateAsync(migration, Cancelled);
        var (schema, no) = context.Database.IsNpgsql() ? ("history.", "false") : ("", "0");
        var at = Messages.Noon.ToUnixTimeSeconds();
        var rows = $"""
            INSERT INTO {schema}"Sources" ("Id", "Name") VALUES (1, 'default');
            INSERT INTO {schema}"Runs" ("Id", "SourceId", "ExecutionId", "PipelineId", "PipelineName", "Status", "SortAt", "Error", "SeenFrom", "SeenTo", "FirstSeenLate", "EndUnseen", "Epoch", "Sequence")
                VALUES (1, 1, 'a', 'orders', 'Orders', 4, {at}000, 'ORA-01555', {at}000, {at}000, {no}, {no}, 1, 1);
            INSERT INTO {schema}"Buckets" ("StepSeconds", "SourceId", "StartSeconds", "LiveMs", "DegradedMs", "DownMs", "UnseenMs",
                "Cpu_KnownMs", "Memory_KnownMs", "Pipelines_KnownMs", "Connections_KnownMs", "SuccessRate_KnownMs", "Delay_KnownMs", "Executions_KnownMs",
                "Cpu_Sum", "Cpu_Min", "Cpu_Max", "Cpu_Last", "Executions_First", "Executions_Last", "Executions_Increase")
                VALUES (10, 1, {at}, 4000, 0, 0, 6000, 3000, 0, 0, 0, 0, 0, 4000, 375000, 100, 150, 100, 7, 9, 2);
            """;
        await context.Database.ExecuteSqlRawAsync(rows, Cancelled);
    }

    public sealed class OnSqlite() : HistoryUpgradeTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : HistoryUpgradeTests(new PostgresDatabases(server));
}
