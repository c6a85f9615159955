using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What holds for stored history, whatever the provider.</summary>
public abstract class HistoryStoreTests(TestDatabases databases) : IDisposable
{
    private static readonly DateTimeOffset Noon = Messages.Noon;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IReadOnlyList<HistoryTier> Tiers => HistoryOptions.DefaultTiers;

    [Fact]
    public async Task Write_WhatWasRecorded_IsInEveryTier_AndWritingAgainChangesNothing()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(30, Messages.Heartbeat()).EachSecond(30, Messages.Stats(cpu: 50));

        (await history.WriteAsync()).ShouldBeTrue();
        var first = await AllAsync(history);
        (await history.WriteAsync()).ShouldBeTrue();

        (await AllAsync(history)).ShouldBe(first);
        var minute = (await history.StoredAsync(Tiers[1].Step)).ShouldHaveSingleItem();
        (minute.LiveMs, minute[Figure.CpuUsage].Min, minute[Figure.CpuUsage].Max, minute[Figure.CpuUsage].Last).ShouldBe((60_000, 100, 500, 500));
        minute[Figure.CpuUsage].Mean.ShouldBe(((31 * 100) + (29 * 500)) / 60.0);
        (await history.StoredAsync(Tiers[4].Step)).ShouldHaveSingleItem().UnseenMs.ShouldBe(86_400_000 - 60_000);
    }

    [Fact]
    public async Task Write_ThatContinuesABucket_ReplacesIt()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(4, Messages.Heartbeat());
        await history.WriteAsync();
        history.EachSecond(6, Messages.Heartbeat());
        await history.WriteAsync();

        var bucket = (await history.StoredAsync(Tiers[0].Step)).ShouldHaveSingleItem();

        (bucket.LiveMs, bucket.UnseenMs, bucket[Figure.CpuUsage].KnownMs).ShouldBe((10_000, 0, 10_000));
    }

    [Fact]
    public async Task Start_InABucketOfWhichAPartIsStored_ContinuesIt_AndWhatNobodyWatchedIsUnseen()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(3, Messages.Heartbeat());
            await first.WriteAsync();
        }

        await using var second = await RecordedHistory.StartAsync(database, new(Noon.AddSeconds(5)));
        second.After(0, Messages.Status(), Messages.Stats(cpu: 30)).EachSecond(5, Messages.Heartbeat());
        await second.WriteAsync();
        second.EachSecond(1, Messages.Heartbeat());
        await second.WriteAsync();

        var bucket = (await second.StoredAsync(Tiers[0].Step))[0];
        (bucket.LiveMs, bucket.UnseenMs).ShouldBe((8_000, 2_000));
        (bucket[Figure.CpuUsage].Min, bucket[Figure.CpuUsage].Max, bucket[Figure.CpuUsage].Sum).ShouldBe((100, 300, (3_000 * 100) + (5_000 * 300)));
    }

    [Fact]
    public async Task Write_OfASourceThatIsDown_HasNoFigures_AndItsTimeIsNeitherLiveNorUnseen()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(5, Messages.Heartbeat());
        history.After(1, Given.Down(history.Now.AddSeconds(1)), Messages.Stats() with { Fallback = true, ObservedAt = null }).After(14);

        await history.WriteAsync();

        var buckets = await history.StoredAsync(Tiers[0].Step);
        buckets.Select(bucket => (bucket.LiveMs, bucket.DownMs, bucket.UnseenMs)).ShouldBe([(6_000, 4_000, 0), (0, 10_000, 0)]);
        buckets[1][Figure.CpuUsage].ShouldBe(default);
    }

    [Fact]
    public async Task Answer_HoldsWhatIsNotStored_AndNoTimeAfterNow()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(25, Messages.Heartbeat());
        await history.WriteAsync();
        history.EachSecond(8, Messages.Stats(cpu: 40));

        var answer = await history.ReadAsync(Noon.AddHours(-1), Noon.AddHours(1), points: 200);

        answer.To.ShouldBe(history.Now);
        answer.LiveSeconds.Sum().ShouldBe(33);
        answer.UnseenSeconds.Sum().ShouldBe(3_600);
        answer.SeenPercent.ShouldBe(Math.Floor(1000.0 * 33 / 3633) / 10);
        answer.Figures["cpuUsage"]["max"].Max().ShouldBe(40);
        answer.Figures["cpuUsage"]["mean"].Count(mean => mean is not null).ShouldBe(answer.LiveSeconds.Count(seconds => seconds > 0));
        answer.Figures.Values.SelectMany(columns => columns.Values).ShouldAllBe(column => column.Count == answer.At.Count);
    }

    [Fact]
    public async Task Answer_OfTheStore_IsThatOfMemory()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(100, Messages.Heartbeat()).After(100, Messages.Stats(cpu: 90)).EachSecond(45, Messages.Stats(cpu: 35));
        await history.WriteAsync();
        history.EachSecond(45, Messages.Stats(cpu: 70));

        var memory = await history.ReadAsync(Noon, Noon.AddMinutes(5), points: 30);
        var store = await history.ReadAsync(Noon.AddDays(-1), Noon.AddMinutes(5), points: 2_000);

        memory.StepSeconds.ShouldBe(10);
        new[] { memory, store }.Select(answer => (Seen: answer.LiveSeconds.Sum(), Max: answer.Figures["cpuUsage"]["max"].Max(), Increase: answer.Figures["totalExecutions"]["increase"].Sum()))
            .Distinct().ShouldHaveSingleItem().Seen.ShouldBe(190);
    }

    [Fact]
    public async Task Answer_WhileAWriteIsBeingNoted_CountsNothingTwice()
    {
        await using var history = await StartAsync();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(25, Messages.Heartbeat());
        await history.WriteAsync();
        history.EachSecond(8, Messages.Heartbeat());
        var recorder = history.Get<HistoryRecorder>();
        var unstored = recorder.TakeUnstored();

        await history.Get<HistoryStore>().WriteAsync(unstored, recorder, null, Cancelled);
        var committed = await history.ReadAsync(Noon.AddDays(-1), Noon.AddHours(1));
        recorder.NoteStored(unstored);
        var noted = await history.ReadAsync(Noon.AddDays(-1), Noon.AddHours(1));

        foreach (var answer in new[] { committed, noted })
        {
            (answer.LiveSeconds.Sum(), answer.UnseenSeconds.Sum(), answer.UnseenSeconds.Min()).ShouldBe((33, 86_400, 0));
        }
    }

    [Fact]
    public async Task Start_RestoresTheLastHourFromTheFinestTier()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(30, Messages.Heartbeat());
            await first.WriteAsync();
        }

        await using var second = await RecordedHistory.StartAsync(database, new(Noon.AddMinutes(1)));
        await second.WriteAsync();
        second.After(0, Messages.Status(), Messages.Stats(cpu: 70)).EachSecond(15, Messages.Heartbeat());
        await using (var context = await second.ContextAsync())
        {
            await context.Buckets.ExecuteDeleteAsync(Cancelled);
        }

        var answer = await second.ReadAsync(Noon.AddMinutes(-14), second.Now);

        answer.StepSeconds.ShouldBe(10);
        answer.LiveSeconds.TakeLast(8).ShouldBe([10, 10, 10, 0, 0, 0, 10, 5]);
        answer.Figures["cpuUsage"]["max"].TakeLast(8).ShouldBe([10, 10, 10, null, null, null, 70, 70]);
        (await second.ReadAsync(Noon.AddMinutes(1), second.Now)).StepSeconds.ShouldBe(1, "this term knows it in full");
    }

    [Fact]
    public async Task Write_OfAnyStream_GivesEveryTierAsFromAllValues()
    {
        foreach (var values in Streams.Sample(5))
        {
            await using var history = await StartAsync();
            history.After(0, Messages.Status());
            foreach (var (wait, message) in values)
            {
                history.After(wait, message);
                if (wait > 20)
                {
                    await history.WriteAsync();
                }
            }

            await history.WriteAsync();
            var finest = await history.StoredAsync(Tiers[0].Step);

            foreach (var tier in Tiers.Skip(1))
            {
                (await history.StoredAsync(tier.Step)).Select(Facts.Of).ShouldBe(Rollup.Of(finest, tier.StepMs).Select(Facts.Of));
            }
        }
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Gen<(double Wait, SourceMessage Message)[]> Streams =>
        (from wait in Gen.Frequency((8, Gen.Choose(0, 20)), (2, Gen.Choose(30, 300)))
         from cpu in Gen.Choose(0, 100)
         from kind in Gen.Choose(0, 9)
         select ((double)wait / 10 * (kind == 0 ? 30 : 1), kind switch
         {
             0 => Given.Down() with { Since = Noon },
             1 => Messages.Status() with { State = SourceState.Degraded },
             2 or 3 => Messages.Status(),
             4 => Messages.Heartbeat(),
             _ => (SourceMessage)(Messages.Stats(cpu: cpu) with { TotalExecutions = cpu }),
         })).ArrayOf(80);

    private async Task<RecordedHistory> StartAsync() => await RecordedHistory.StartAsync(await databases.CreateAsync());

    private static async Task<List<string>> AllAsync(RecordedHistory history)
    {
        var all = new List<string>();
        foreach (var tier in Tiers)
        {
            all.AddRange((await history.StoredAsync(tier.Step)).Select(Facts.Of));
        }

        return all;
    }

    public sealed class OnSqlite() : HistoryStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : HistoryStoreTests(new PostgresDatabases(server));
}
