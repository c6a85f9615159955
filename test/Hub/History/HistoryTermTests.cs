using System.Diagnostics.Metrics;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>Two processes record, and one of them stores at a time.</summary>
public sealed class HistoryTermTests(PostgresServer server)
{
    private readonly FakeTimeProvider _clock = new(Messages.Noon);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 33, 47)]
    [InlineData(31, 33, 47)]
    [InlineData(31, 33, 36)]
    [InlineData(35, 33, 47)]
    public async Task TakeOver_OtherRecordedBesideIt_SumsAreExact(int otherStarts, int lastWrite, int takesOver)
    {
        var database = await server.CreateDatabaseAsync();
        await using var leader = await RecordedHistory.StartAsync(database, _clock);
        (await Writer(leader).BeginTermAsync(1, Cancelled).DefaultTimeout()).ShouldBeTrue();
        RecordedHistory? other = null;
        for (var second = 0; second < 60; second++)
        {
            if (second == otherStarts)
            {
                other = await RecordedHistory.StartAsync(database, _clock);
                (await Writer(other).OpenAsync(Cancelled).DefaultTimeout()).ShouldBeTrue();
                Apply(other, second, isWhole: true);
            }

            Apply(leader, second, isWhole: false);
            if (other is not null && second != otherStarts)
            {
                Apply(other, second, isWhole: false);
            }

            if (second == lastWrite)
            {
                (await Writer(leader).WriteAsync(1, Cancelled).DefaultTimeout()).ShouldBeTrue();
            }

            if (second == takesOver)
            {
                (await Writer(other!).BeginTermAsync(2, Cancelled).DefaultTimeout()).ShouldBeTrue();
                (await Writer(other!).WriteAsync(2, Cancelled).DefaultTimeout()).ShouldBeTrue();
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Apply(other!, 60, isWhole: false);
        (await Writer(other!).WriteAsync(2, Cancelled).DefaultTimeout()).ShouldBeTrue();

        // What only the first process saw after its last write is lost with it: from then until the other one began.
        var unseen = Math.Max(0, otherStarts - lastWrite) * 1000;
        var minute = (await other!.StoredAsync(HistoryOptions.DefaultTiers[1].Step)).First();
        (minute.LiveMs, minute.UnseenMs).ShouldBe((60_000 - unseen, unseen));
        minute[Figure.CpuUsage].KnownMs.ShouldBe(60_000 - unseen);
        (await other.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).Take(6).Sum(bucket => bucket.LiveMs).ShouldBe(60_000 - unseen);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Write_AnotherHasBegunATerm_IsRefusedAndChangesNothing()
    {
        var database = await server.CreateDatabaseAsync();
        await using var old = await RecordedHistory.StartAsync(database, _clock);
        await using var next = await RecordedHistory.StartAsync(database, _clock);
        await Writer(old).BeginTermAsync(1, Cancelled).DefaultTimeout();
        old.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(20, Messages.Heartbeat());
        using var refused = new MeasurementRecorder(old.Get<IMeterFactory>(), "flextmonitor.history.refused");
        await Writer(next).BeginTermAsync(2, Cancelled).DefaultTimeout();

        (await Writer(old).WriteAsync(1, Cancelled).DefaultTimeout()).ShouldBeFalse();
        (await Writer(old).BeginTermAsync(1, Cancelled).DefaultTimeout()).ShouldBeFalse();

        (await old.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldBeEmpty();
        old.PausedBecause.ShouldBeNull();
        refused.Values.Sum().ShouldBe(2);
        (await Writer(old).BeginTermAsync(3, Cancelled).DefaultTimeout()).ShouldBeTrue();
        (await Writer(old).WriteAsync(3, Cancelled).DefaultTimeout()).ShouldBeTrue();
        (await old.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Write_ServerHasEndedItsConnections_IsTriedAgain_AndNothingIsPausedOrCountedTwice()
    {
        var database = await server.CreateDatabaseAsync();
        await using var history = await RecordedHistory.StartAsync(database, _clock);
        (await Writer(history).BeginTermAsync(1, Cancelled).DefaultTimeout()).ShouldBeTrue();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(13, Messages.Heartbeat());
        (await Writer(history).WriteAsync(1, Cancelled).DefaultTimeout()).ShouldBeTrue();
        history.EachSecond(13, Messages.Heartbeat());
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'");

        (await Writer(history).WriteAsync(1, Cancelled).DefaultTimeout()).ShouldBeTrue();

        history.PausedBecause.ShouldBeNull();
        (await history.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).Sum(bucket => bucket.LiveMs).ShouldBe(26_000);
    }

    [Fact]
    public async Task Purge_AnotherHasBegunATerm_DeletesNothing()
    {
        var database = await server.CreateDatabaseAsync();
        await using var old = await RecordedHistory.StartAsync(database, _clock);
        await using var next = await RecordedHistory.StartAsync(database, _clock);
        await Writer(old).BeginTermAsync(1, Cancelled).DefaultTimeout();
        old.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(20, Messages.Heartbeat());
        await Writer(old).WriteAsync(1, Cancelled).DefaultTimeout();
        await Writer(next).BeginTermAsync(2, Cancelled).DefaultTimeout();
        _clock.Advance(TimeSpan.FromDays(3));

        using var refused = new MeasurementRecorder(old.Get<IMeterFactory>(), "flextmonitor.history.refused");
        await old.Get<Retention>().PurgeAsync(1, Cancelled).DefaultTimeout();
        refused.Values.ShouldBe([1]);
        (await old.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldNotBeEmpty();

        await old.PurgeAsync();
        (await old.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Purge_ByAnotherProcess_IsKnownToOneThatReadsAgain()
    {
        var database = await server.CreateDatabaseAsync();
        await using var leader = await RecordedHistory.StartAsync(database, _clock);
        await using var standby = await RecordedHistory.StartAsync(database, _clock);
        await Writer(leader).BeginTermAsync(1, Cancelled).DefaultTimeout();
        await Writer(standby).OpenAsync(Cancelled).DefaultTimeout();
        leader.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(20, Messages.Heartbeat());
        await Writer(leader).WriteAsync(1, Cancelled).DefaultTimeout();
        _clock.Advance(TimeSpan.FromDays(3));
        await leader.PurgeAsync(1);
        var finest = HistoryOptions.DefaultTiers[0];
        standby.Get<KeptSince>().Of(finest).ShouldBe(DateTimeOffset.MinValue);

        await Writer(standby).OpenAsync(Cancelled).DefaultTimeout();

        standby.Get<KeptSince>().Of(finest).ShouldBe(leader.Get<KeptSince>().Of(finest));
        standby.Get<KeptSince>().Of(finest).ShouldBeGreaterThan(Messages.Noon);
    }

    [Fact]
    public async Task BeginTerm_AfterAnotherPurged_KnowsWhatIsGone()
    {
        var database = await server.CreateDatabaseAsync();
        await using var leader = await RecordedHistory.StartAsync(database, _clock);
        await using var next = await RecordedHistory.StartAsync(database, _clock);
        await Writer(leader).BeginTermAsync(1, Cancelled).DefaultTimeout();
        await Writer(next).OpenAsync(Cancelled).DefaultTimeout();
        leader.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(20, Messages.Heartbeat());
        await Writer(leader).WriteAsync(1, Cancelled).DefaultTimeout();
        _clock.Advance(TimeSpan.FromDays(3));
        await leader.PurgeAsync(1);

        await Writer(next).BeginTermAsync(2, Cancelled).DefaultTimeout();

        next.Get<KeptSince>().Of(HistoryOptions.DefaultTiers[0]).ShouldBeGreaterThan(Messages.Noon);
    }

    [Fact]
    public async Task Backfill_AnotherHasBegunATerm_AddsNothing()
    {
        var database = await server.CreateDatabaseAsync();
        await using var history = await RecordedHistory.StartAsync(database, _clock);
        await Writer(history).BeginTermAsync(2, Cancelled).DefaultTimeout();
        var backfill = history.Get<BackfillStore>();
        var run = Given.Ended("a", _clock.GetUtcNow());

        await Should.ThrowAsync<TermOverException>(() => backfill.AddAsync(Given.Source, [run], 1, Cancelled));

        await using var context = await history.ContextAsync();
        (await context.Runs.CountAsync(Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task Read_FromAProcessThatCameLater_HoldsWhatTheOtherStoredOfTheTimeBetween()
    {
        var database = await server.CreateDatabaseAsync();
        await using var leader = await RecordedHistory.StartAsync(database, _clock);
        await Writer(leader).BeginTermAsync(1, Cancelled).DefaultTimeout();
        leader.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(33, Messages.Heartbeat());
        await Writer(leader).WriteAsync(1, Cancelled).DefaultTimeout();
        leader.EachSecond(7, Messages.Heartbeat());
        await using var later = await StartBesideAsync(database);
        for (var second = 40; second < 47; second++)
        {
            Apply(leader, second, isWhole: false);
            Apply(later, second, isWhole: second == 40);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await later.ReadAsync(Messages.Noon, later.Now)).UnseenSeconds.Sum().ShouldBe(7, 0.01);
        await Writer(leader).WriteAsync(1, Cancelled).DefaultTimeout();

        (await later.ReadAsync(Messages.Noon, later.Now)).UnseenSeconds.Sum().ShouldBe(0, 0.01);
    }

    [Fact]
    public async Task Read_StoreCannotBeRead_HoldsWhatThisProcessSaw()
    {
        var folder = Directory.CreateTempSubdirectory("history-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "history.db");
            await using var history = await StartBesideAsync($"Data Source={file};Pooling=False;Default Timeout=1");
            history.After(10, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(5, Messages.Heartbeat());
            await File.WriteAllTextAsync(file, string.Join('\n', Enumerable.Repeat("This is text.", 1000)), Cancelled);

            var answer = await history.ReadAsync(Messages.Noon, history.Now);

            answer.LiveSeconds.Sum().ShouldBe(5);
            answer.UnseenSeconds.Sum().ShouldBe(10);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<RecordedHistory> StartBesideAsync(string database)
    {
        var history = await RecordedHistory.StartAsync(database, _clock, services => services.AddSingleton<IEvaluatorLeadership, NoLeadership>());
        (await Writer(history).OpenAsync(Cancelled).DefaultTimeout()).ShouldBeTrue();
        return history;
    }

    private static HistoryWriter Writer(RecordedHistory history) => history.Get<HistoryWriter>();

    private static void Apply(RecordedHistory history, int second, bool isWhole)
    {
        SourceMessage[] messages = second == 0 || isWhole ? [Messages.Status(), Messages.Stats(cpu: 10), Messages.Heartbeat()] : [Messages.Heartbeat()];
        history.Apply(FeedBatch.Of(messages) with { IsWhole = isWhole });
    }
}
