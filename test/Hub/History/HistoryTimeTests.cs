using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What is told of times that were lost, set back, or are longer or shorter than usual.</summary>
public abstract class HistoryTimeTests(TestDatabases databases) : IDisposable
{
    private static readonly DateTimeOffset Noon = Messages.Noon;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IReadOnlyList<HistoryTier> Tiers => HistoryOptions.DefaultTiers;

    [Fact]
    public async Task Write_AfterTheClockWasSetBack_CountsNothingTwice()
    {
        await using var history = await RecordedHistory.StartAsync(await databases.CreateAsync(), new(Noon.AddSeconds(27)));
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(8, Messages.Heartbeat());
        await history.WriteAsync();

        history.Clock.AdjustTime(Noon.AddSeconds(28));
        await history.WriteAsync();
        history.EachSecond(10, Messages.Heartbeat());
        await history.WriteAsync();

        (await history.StoredAsync(Tiers[0].Step)).Select(bucket => bucket.LiveMs).ShouldBe([3_000, 8_000]);
    }

    [Fact]
    public async Task Write_OfACoarseFirstTier_StoresItsOpenBucketEachTime()
    {
        await using var history = await RecordedHistory.StartAsync(
            await databases.CreateAsync(),
            new(Noon.AddMinutes(3)),
            ("History:Tiers:0:Step", "00:10:00"),
            ("History:Tiers:0:Keep", "2.00:00:00"));
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10));

        for (var write = 0; write < 4; write++)
        {
            history.EachSecond(200, Messages.Heartbeat());
            await history.WriteAsync();
        }

        (await history.StoredAsync(TimeSpan.FromMinutes(10))).Select(bucket => bucket.LiveMs).ShouldBe([420_000, 380_000]);
    }

    [Fact]
    public async Task Spike_OfTenSeconds_IsSeenInTheChartOfAYear()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 5)).EachSecond(100, Messages.Heartbeat()).EachSecond(10, Messages.Stats(cpu: 100)).EachSecond(100, Messages.Stats(cpu: 5));
        await history.WriteAsync();
        history.Clock.Advance(TimeSpan.FromDays(300));

        var answer = await history.ReadAsync(history.Now.AddDays(-365), history.Now, points: 720);

        answer.At.Count.ShouldBeInRange(360, 720);
        answer.Figures["cpuUsage"]["max"].OfType<double>().ShouldBe([100]);
        answer.Figures["cpuUsage"]["mean"].OfType<double>().Single().ShouldBeInRange(5, 12);
    }

    [Fact]
    public async Task Row_WhoseTimesDoNotAddUp_IsRefused()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats()).EachSecond(5, Messages.Heartbeat());
        await history.WriteAsync();
        await using var context = await history.ContextAsync();

        var buckets = context.Buckets;

        await Should.ThrowAsync<System.Data.Common.DbException>(() => buckets.ExecuteUpdateAsync(row => row.SetProperty(bucket => bucket.DownMs, bucket => bucket.DownMs + 1), Cancelled));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => buckets.ExecuteUpdateAsync(row => row.SetProperty(bucket => bucket.Cpu.UnknownMs, bucket => bucket.LiveMs + bucket.DegradedMs), Cancelled));
    }

    [Fact]
    public async Task Values_ThatTheReaderLost_AreUnseen()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats()).EachSecond(5, Messages.Heartbeat());

        history.After(3).Apply(new FeedBatch([Messages.Status(), Messages.Stats()], []) { IsWhole = true, Lost = 7 }).EachSecond(2, Messages.Heartbeat());
        await history.WriteAsync();

        var bucket = (await history.StoredAsync(Tiers[0].Step)).ShouldHaveSingleItem();
        (bucket.LiveMs, bucket.UnseenMs).ShouldBe((7_000, 3_000));
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<RecordedHistory> StartAsync() => await RecordedHistory.StartAsync(await databases.CreateAsync());

    public sealed class OnSqlite() : HistoryTimeTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : HistoryTimeTests(new PostgresDatabases(server));
}
