using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>Runs, their days and changes of state, as they are stored by any provider.</summary>
public abstract class HistoryRunTests(TestDatabases databases) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThatIsSeenFromItsBeginningToItsEnd_IsOneRow()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status()).After(1, Given.Running("1", history.Now)).After(1, Given.Running("1", history.Now) with { RecordsProcessed = 5 });
        await history.WriteAsync();
        history.After(1, Given.Ended("1", history.Now, tookSeconds: 3) with { RecordsProcessed = 9, Metadata = ValueMap<string>.From([KeyValuePair.Create("zone", "eu")]) });
        await history.WriteAsync();

        var run = (await RunsAsync(history)).ShouldHaveSingleItem();

        (run.Status, run.Rows, run.DurationSeconds, run.Metadata).ShouldBe((ExecutionStatus.Success, 9L, 3L, """{"zone":"eu"}"""));
        (run.FirstSeenLate, run.EndUnseen).ShouldBe((false, false));
        (run.SeenFrom, run.SeenTo).ShouldBe((Messages.Noon.AddSeconds(1), Messages.Noon.AddSeconds(3)));
    }

    [Fact]
    public async Task Run_OfTheFirstAnswer_WasSeenLate()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status(), Given.Running("1"), Given.Ended("2", Given.Ago(minutes: 5)));
        await history.WriteAsync();

        (await RunsAsync(history)).Select(run => (run.ExecutionId, run.FirstSeenLate, run.EndUnseen)).ShouldBe([("1", true, false), ("2", true, true)]);
    }

    [Fact]
    public async Task Run_ThatEndedWhileItsSourceWasDown_EndedUnseen()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status()).After(1, Given.Running("1", history.Now)).After(1, Given.Down(history.Now));
        await history.WriteAsync();
        history.After(60, Given.Status(), Given.Ended("1", history.Now, tookSeconds: 20));
        await history.WriteAsync();

        var run = (await RunsAsync(history)).ShouldHaveSingleItem();

        (run.FirstSeenLate, run.EndUnseen, run.Status).ShouldBe((false, true, ExecutionStatus.Success));
    }

    [Fact]
    public async Task Run_ThatEndedWhileTheMonitorWasAway_EndedUnseen_AndWhatWasSeenBeforeStays()
    {
        var database = await databases.CreateAsync();
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Given.Status()).After(1, Given.Running("1", first.Now), Given.Ended("2", first.Now));
            await first.WriteAsync();
        }

        await using var second = await RecordedHistory.StartAsync(database, new(Messages.Noon.AddMinutes(5)));
        second.After(0, Given.Status(), Given.Ended("1", second.Now, tookSeconds: 200), Given.Ended("2", Messages.Noon));
        await second.WriteAsync();

        (await RunsAsync(second)).Select(run => (run.ExecutionId, run.FirstSeenLate, run.EndUnseen, run.SeenFrom))
            .ShouldBe([("1", false, true, Messages.Noon.AddSeconds(1)), ("2", false, false, Messages.Noon.AddSeconds(1))]);
    }

    [Fact]
    public async Task Run_ThatTheDaemonForgotWhileItRan_EndedUnseen()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status()).After(1, Given.Running("1", history.Now), Given.Running("2", history.Now)).After(1, Given.Removed("1"));
        history.Apply(new FeedBatch([Given.Status()], []) { IsWhole = true });
        await history.WriteAsync();

        (await RunsAsync(history)).Select(run => (run.ExecutionId, run.Status, run.EndUnseen)).ShouldBe([("1", ExecutionStatus.Running, true), ("2", ExecutionStatus.Running, true)]);
    }

    [Fact]
    public async Task Day_IsCountedFromItsRuns_HoweverOftenTheyAreWritten()
    {
        await using var history = await StartAsync();
        var ended = history.Now.AddMinutes(-1);
        SourceMessage[] runs =
        [
            Given.Status(),
            Given.Ended("1", ended, tookSeconds: 10) with { RecordsProcessed = 0 },
            Given.Ended("2", ended, tookSeconds: 200) with { RecordsProcessed = 30 },
            Given.Ended("3", ended, tookSeconds: 11),
            Given.Failed("4", ended),
            Given.Ended("5", ended, ExecutionStatus.Cancelled),
            Given.Ended("6", ended.AddDays(-1)),
            Given.Running("7"),
        ];

        history.After(0, runs);
        await history.WriteAsync();
        history.After(1, runs);
        await history.WriteAsync();

        var days = await DaysAsync(history);
        days.Select(day => day.Day).ShouldBe([20_454, 20_455]);
        var counts = days[1].ToCounts();
        (counts.Succeeded, counts.Failed, counts.Cancelled, counts.ZeroRowRuns, counts.RunsWithRows, counts.Rows).ShouldBe((3, 1, 1, 1, 2, 30));
        (counts.DurationSeconds, counts.Durations.Total, counts.RunsWithDuration).ShouldBe((221, 3, 3));
    }

    [Fact]
    public async Task Rows_OfZero_AreNotKnown_UntilThePipelineHasToldMore()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status(), Given.Ended("1", history.Now) with { RecordsProcessed = 0 }, Given.Failed("2", history.Now) with { RecordsProcessed = 0 });
        await history.WriteAsync();
        var before = (await DaysAsync(history)).Single().ToCounts();
        history.After(1, Given.Ended("3", history.Now) with { RecordsProcessed = 7 });
        await history.WriteAsync();
        history.After(1, Given.Ended("4", history.Now) with { RecordsProcessed = 0 }, Given.Failed("5", history.Now) with { RecordsProcessed = 0 });
        await history.WriteAsync();

        (before.ZeroRowRuns, before.RunsWithRows).ShouldBe((0, 0));
        (await RunsAsync(history)).Select(run => run.Rows).ShouldBe([null, null, 7, 0, null]);
        var after = (await DaysAsync(history)).Single().ToCounts();
        (after.ZeroRowRuns, after.RunsWithRows, after.Rows).ShouldBe((1, 2, 7));
    }

    [Fact]
    public async Task Changes_OfARestart_AreOnlyThoseThatHappened()
    {
        var database = await databases.CreateAsync();
        var down = Messages.Noon.AddSeconds(10);
        await using (var first = await RecordedHistory.StartAsync(database))
        {
            first.After(0, Given.Status(), Given.Health(Given.Component(false, "disk is full", "disk")));
            await first.WriteAsync();
        }

        await using (var second = await RecordedHistory.StartAsync(database, new(Messages.Noon.AddSeconds(5))))
        {
            second.After(0, Given.Status(), Given.Health(Given.Component(false, "disk is full", "disk"))).After(5, Given.Down(down));
            await second.WriteAsync();
        }

        // The answer of a commit may be lost, and then the same is written again.
        await using var third = await RecordedHistory.StartAsync(database, new(down));
        third.After(0, Given.Down(down));
        await third.WriteAsync();
        await using var context = await third.ContextAsync();

        var changes = await context.StateChanges.AsNoTracking().Where(change => change.Subject != StateSubject.Feed).OrderBy(change => change.Id).ToListAsync(Cancelled);
        changes.Select(change => $"{change.Subject} {change.Name} {change.State}").ShouldBe(["Source  live", "Component disk unhealthy", "Source  down"]);
    }

    [Fact]
    public async Task Run_ThatEndedAndIsMissingAfterAPause_HasOnlyLeftTheView()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status(), Given.Ended("1", history.Now));
        history.After(1).Apply(new FeedBatch([Given.Status(), Given.Ended("2", history.Now)], []) { IsWhole = true, Lost = 5 });
        await history.WriteAsync();

        (await RunsAsync(history)).Select(run => (run.ExecutionId, run.GoneAt)).ShouldBe([("1", null), ("2", null)]);
    }

    [Fact]
    public async Task Run_ThatMovesToAnotherDay_IsCountedThereAlone()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status(), Given.Ended("1", history.Now));
        await history.WriteAsync();
        history.After(1, Given.Ended("1", history.Now.AddDays(-1)));
        await history.WriteAsync();

        (await DaysAsync(history)).Select(day => (day.Day, day.Succeeded)).ShouldBe([(20_454, 1), (20_455, 0)]);
    }

    [Fact]
    public async Task Changes_OfSourceFeedsAndComponents_AreKeptWithTheirMessages()
    {
        await using var history = await StartAsync();
        history.After(0, Given.Status() with { Since = history.Now }, Given.Health(Given.Component(), Given.Component(false, "disk is full", "disk")));
        history.After(1, Given.Status(SourceState.Degraded, FeedNames.Stats) with { Since = history.Now.AddSeconds(1), Error = "stats fail" }, Given.Health(Given.Component()));
        history.After(1, Given.Status() with { Since = history.Now.AddSeconds(1) }, Given.Health(Given.Component()));
        await history.WriteAsync();
        await using var context = await history.ContextAsync();

        var changes = await context.StateChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync(Cancelled);

        changes.Select(change => $"{(change.At - Messages.Noon).TotalSeconds} {change.Subject} {change.Name} {change.State} {change.Message}".TrimEnd()).ShouldBe(
        [
            "0 Source  live",
            "0 Component disk unhealthy disk is full",
            "1 Source  degraded stats fail",
            "1 Feed stats failing no",
            "1 Component disk gone",
            "2 Source  live",
            "2 Feed stats ok",
        ]);
    }

    public void Dispose()
    {
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<RecordedHistory> StartAsync() => await RecordedHistory.StartAsync(await databases.CreateAsync());

    private static async Task<List<RunRow>> RunsAsync(RecordedHistory history)
    {
        await using var context = await history.ContextAsync();
        return await context.Runs.AsNoTracking().OrderBy(run => run.ExecutionId).ToListAsync(Cancelled);
    }

    private static async Task<List<PipelineDayRow>> DaysAsync(RecordedHistory history)
    {
        await using var context = await history.ContextAsync();
        return await context.PipelineDays.AsNoTracking().OrderBy(day => day.Day).ToListAsync(Cancelled);
    }

    public sealed class OnSqlite() : HistoryRunTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : HistoryRunTests(new PostgresDatabases(server));
}
