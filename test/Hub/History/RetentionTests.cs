using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

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
        await history.PurgeAsync();
        (await StepsAsync(history)).ShouldBe([60, 600, 3_600, 86_400]);

        history.Clock.Advance(TimeSpan.FromDays(401));
        await history.PurgeAsync();
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
        await history.PurgeAsync();

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

        await history.PurgeAsync();

        (await context.UsedBytesAsync(Cancelled)).ShouldBeLessThanOrEqualTo(before * 3 / 4);
        (await RowsAsync(history, Tiers[0])).ShouldBeInRange(1, 3_900);
        (await RowsAsync(history, Tiers[1])).ShouldBe(coarser);
        history.Get<HistoryState>().Contents!.Tiers.Select(tier => tier.Rows > 0).ShouldBe([true, true, true, true, true]);
    }

    [Fact]
    public async Task Answer_OfATimeThatTheFinestTierWasShortenedBy_ComesFromTheNextTier()
    {
        await using var history = await WithBucketsAsync(4_000);
        await using (var context = await history.ContextAsync())
        {
            history.Get<IOptions<HistoryOptions>>().Value.MaxBytes = await context.UsedBytesAsync(Cancelled) * 3 / 4;
        }

        (await history.ReadAsync(Messages.Noon, Messages.Noon.AddMinutes(30))).StepSeconds.ShouldBe(10);
        await history.PurgeAsync();
        var answer = await history.ReadAsync(Messages.Noon, Messages.Noon.AddMinutes(30));

        (answer.StepSeconds, answer.TruncatedBefore, answer.UnseenSeconds.Sum()).ShouldBe((60, null, 0));
    }

    [Fact]
    public async Task Answer_AfterARestartWithALongerKeep_KnowsWhatWasDeletedBefore()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Messages.Status(), Messages.Stats()).EachSecond(60, Messages.Heartbeat());
            await first.WriteAsync();
            first.Clock.Advance(TimeSpan.FromDays(3));
            await first.PurgeAsync();
        }

        await using var second = await RecordedHistory.StartAsync(database, new(Messages.Noon.AddDays(3).AddHours(1)));
        second.Get<IOptions<HistoryOptions>>().Value.Tiers = [Tiers[0] with { Keep = TimeSpan.FromDays(10) }, .. Tiers.Skip(1)];
        await second.WriteAsync();

        var answer = await second.ReadAsync(Messages.Noon, Messages.Noon.AddMinutes(30));

        (answer.StepSeconds, answer.LiveSeconds.Sum()).ShouldBe((60, 60));
    }

    [Fact]
    public async Task Start_WithATierMore_FillsItFromAFinerOne_AndDeletesWhatNoTierHasAnyMore()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Messages.Status(), Messages.Stats()).EachSecond(3_600, Messages.Heartbeat());
            await first.WriteAsync();
        }

        await using var second = await RecordedHistory.StartAsync(
            database,
            new(Messages.Noon.AddHours(1)),
            ("History:Tiers:0:Step", "00:00:10"),
            ("History:Tiers:0:Keep", "2.00:00:00"),
            ("History:Tiers:1:Step", "00:30:00"),
            ("History:Tiers:1:Keep", "400.00:00:00"));
        await second.WriteAsync();

        (await second.StoredAsync(TimeSpan.FromMinutes(30))).Select(bucket => bucket.LiveMs).ShouldBe([1_800_000, 1_800_000]);
        await second.PurgeAsync();
        (await StepsAsync(second)).ShouldBe([10, 1_800]);
    }

    [Fact]
    public async Task Run_ThatWasDeleted_IsNotWrittenAgain_AndItsDayKeepsItsCount()
    {
        await using var history = await StartAsync();
        var day = history.Now.AddDays(-395);
        history.After(0, [Given.Status(), .. Enumerable.Range(0, 30).Select(place => Given.Ended($"run-{place}", day))]);
        await history.WriteAsync();
        history.Clock.Advance(TimeSpan.FromDays(10));
        await history.PurgeAsync();

        // It is in view again, as after a restart: a daemon with few runs lists them for years.
        history.Apply(new FeedBatch([Given.Status(), Given.Ended("run-1", day) with { Epoch = 2 }, Given.Ended("run-2", day) with { Epoch = 2 }], []) { IsWhole = true });
        await history.WriteAsync();

        await using var context = await history.ContextAsync();
        (await context.Runs.CountAsync(Cancelled)).ShouldBe(0);
        (await context.PipelineDays.SingleAsync(Cancelled)).Succeeded.ShouldBe(30);
    }

    [Fact]
    public async Task Purge_RightAfterTheClockWasSetForward_DeletesNothing()
    {
        var clock = new JumpingClock(Messages.Noon);
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync(), clock);
        history.After(0, Messages.Status(), Messages.Stats()).EachSecond(30, Messages.Heartbeat());
        await history.WriteAsync();
        await history.PurgeAsync();

        clock.Jump = TimeSpan.FromDays(500);
        await history.PurgeAsync();

        (await StepsAsync(history)).ShouldBe([10, 60, 600, 3_600, 86_400]);
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

    /// <summary>A clock that can be set while its timers and timestamps go on.</summary>
    private sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

        // The base takes it from the time of day.
        public override long GetTimestamp() => base.GetTimestamp() - Jump.Ticks;
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
            await history.PurgeAsync();

            (await PagesAsync(context)).ShouldBeLessThan(before / 2);
        }

        private static Task<long> PagesAsync(HistoryDbContext context) =>
            context.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync(Cancelled);
    }

    public sealed class OnPostgres(PostgresServer server) : RetentionTests(new PostgresDatabases(server));
}
