using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What is kept, and for how long.</summary>
public abstract class RetentionTests(TestDatabases databases) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IReadOnlyList<HistoryTier> Tiers => HistoryOptions.DefaultTiers;

    [Fact]
    public async Task Purge_DeletesWhatWasKeptLongEnough_TierByTier()
    {
        await using var history = await WithBucketsAsync(500);

        history.Clock.Advance(TimeSpan.FromDays(3));
        await PurgeAsync(history);
        (await StepsAsync(history)).ShouldBe([60, 600, 3_600, 86_400]);

        history.Clock.Advance(TimeSpan.FromDays(401));
        await PurgeAsync(history);
        (await StepsAsync(history)).ShouldBe([86_400]);
    }

    [Fact]
    public async Task Purge_OfMoreRowsThanOneTransactionDeletes_DeletesAll()
    {
        await using var history = await StartAsync();
        history.After(0, [Given.Status(), .. Enumerable.Range(0, 2_500).Select(place => Given.Ended($"run-{place}", Given.Ago(minutes: place)))]);
        await history.WriteAsync();

        history.Clock.Advance(TimeSpan.FromDays(402));
        history.After(0, Given.Status(), Given.Ended("new", history.Now));
        await history.WriteAsync();
        await PurgeAsync(history);

        await using var context = await history.ContextAsync();
        (await context.Runs.Select(run => run.ExecutionId).ToListAsync(Cancelled)).ShouldBe(["new"]);
        (await context.PipelineDays.CountAsync(Cancelled)).ShouldBe(4, "days outlive their runs");
    }

    [Fact]
    public async Task Purge_OfTooManyBytes_ShortensTheFinestTierFirst()
    {
        await using var history = await WithBucketsAsync(4_000);
        await using var context = await history.ContextAsync();
        var (before, coarser) = (await context.UsedBytesAsync(Cancelled), await RowsAsync(history, Tiers[1]));
        history.Get<IOptions<HistoryOptions>>().Value.MaxBytes = before * 3 / 4;

        await PurgeAsync(history);

        (await context.UsedBytesAsync(Cancelled)).ShouldBeLessThanOrEqualTo(before * 3 / 4);
        (await RowsAsync(history, Tiers[0])).ShouldBeInRange(1, 3_900);
        (await RowsAsync(history, Tiers[1])).ShouldBe(coarser);
        history.Get<HistoryState>().Contents!.Tiers.Select(tier => tier.Rows > 0).ShouldBe([true, true, true, true, true]);
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<RecordedHistory> StartAsync() => await RecordedHistory.StartAsync(await databases.CreateAsync());

    /// <summary>A history with so many buckets of 10 s; a source is heard every 5 s.</summary>
    private async Task<RecordedHistory> WithBucketsAsync(int count)
    {
        var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats());
        for (var bucket = 0; bucket < count; bucket++)
        {
            history.After(5, Messages.Heartbeat()).After(5, Messages.Stats(cpu: bucket % 100));
            if (bucket % 300 == 299)
            {
                await history.WriteAsync();
            }
        }

        await history.WriteAsync();
        return history;
    }

    /// <summary>Purges; the pauses between transactions pass at once.</summary>
    private static async Task PurgeAsync(RecordedHistory history)
    {
        var purge = history.Get<Retention>().PurgeAsync(Cancelled);
        await Eventually.IsAsync(() =>
        {
            history.Clock.Advance(TimeSpan.FromMilliseconds(20));
            return purge.IsCompleted;
        });
        await purge;
    }

    private static async Task<List<int>> StepsAsync(RecordedHistory history)
    {
        await using var context = await history.ContextAsync();
        return await context.Buckets.Select(row => row.StepSeconds).Distinct().OrderBy(step => step).ToListAsync(Cancelled);
    }

    private static async Task<int> RowsAsync(RecordedHistory history, HistoryTier tier)
    {
        await using var context = await history.ContextAsync();
        return await context.Buckets.CountAsync(row => row.StepSeconds == tier.StepSeconds, Cancelled);
    }

    public sealed class OnSqlite() : RetentionTests(new SqliteDatabases())
    {
        [Fact]
        public async Task Purge_GivesTheRoomBack()
        {
            await using var history = await WithBucketsAsync(3_000);
            await using var context = await history.ContextAsync();
            var before = await PagesAsync(context);

            history.Clock.Advance(TimeSpan.FromDays(20));
            await PurgeAsync(history);

            (await PagesAsync(context)).ShouldBeLessThan(before / 2);
        }

        private static Task<long> PagesAsync(HistoryDbContext context) =>
            context.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync(Cancelled);
    }

    public sealed class OnPostgres(PostgresServer server) : RetentionTests(new PostgresDatabases(server));
}
