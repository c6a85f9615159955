using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Backfill;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What a daemon ran while nobody recorded it is read from its list.</summary>
public sealed class BackfillTests : IAsyncLifetime
{
    private readonly SqliteDatabases _databases = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(int Limit, int Offset, DateTimeOffset At)> _calls = new();
    private List<ExecutionData> _list = [];
    private RecordedHistory _history = null!;
    private Task _running = Task.CompletedTask;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private FakeDaemonCalls Daemon => _history.Get<FakeDaemonCalls>();

    public async ValueTask InitializeAsync()
    {
        _history = await RecordedHistory.StartAsync(await _databases.CreateAsync());
        Daemon.Page = Answer;
        await _history.WriteAsync();
        _running = _history.Get<SourceBackfills>().All.Single(backfill => backfill.Source == Given.Source).RunAsync(new LeaderTerm(null, () => { }, _stop.Token));
    }

    [Fact]
    public async Task FirstStart_ReadsTheListAsFarBackAsItGoes_OneCallASecond()
    {
        _list = Ended(count: 450);
        _history.After(0, Given.Status());

        await UntilAsync(source => source?.FilledAt is not null);

        _calls.Select(call => (call.Limit, call.Offset)).ShouldBe([(200, 0), (200, 200), (200, 400)]);
        _calls.Zip(_calls.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1));
        var runs = await RunsAsync();
        runs.Count.ShouldBe(450);
        runs.ShouldAllBe(run => run.FirstSeenLate && run.EndUnseen);
        await using var context = await _history.ContextAsync();
        (await context.PipelineDays.SumAsync(day => day.Succeeded, Cancelled)).ShouldBe(450);
    }

    [Fact]
    public async Task Return_AfterAnOutage_ReadsUpToWhatIsKnown_AndClosesWhatEndedUnseen()
    {
        _list = Ended(count: 450);
        _history.After(0, Given.Status(), Given.Running("watched", _history.Now));
        await UntilAsync(source => source?.FilledAt is not null);
        await _history.WriteAsync();
        _calls.Clear();

        _history.Apply(new FeedBatch([], [Given.Run("watched").Key])).After(1, Given.Down(_history.Now));
        _list.InsertRange(0, [Given.Ended("missed", _history.Now), Given.Ended("watched", _history.Now)]);
        _history.After(60, Given.Status());
        await Eventually.GetAsync(RunsAsync, runs => runs.Exists(run => run.ExecutionId == "missed") && _calls.Count == 2);
        await PassAsync(seconds: 10);

        _calls.Select(call => call.Offset).ShouldBe([0, 200]);
        var watched = (await RunsAsync()).Single(run => run.ExecutionId == "watched");
        (watched.Status, watched.FirstSeenLate, watched.EndUnseen).ShouldBe((ExecutionStatus.Success, true, true));
        (await RunsAsync()).Count.ShouldBe(452);
    }

    [Fact]
    public async Task Page_ThatIsTooLarge_IsReadInSmallerOnes_WithoutTheRunThatIsTooLargeAlone()
    {
        _list = Ended(count: 60);
        Daemon.Page = (limit, offset) => limit > 25 || (offset <= 40 && offset + limit > 40) ? new ExecutionPage([], 0, IsTooLarge: true) : Answer(limit, offset);
        _history.After(0, Given.Status());

        await UntilAsync(source => source?.FilledAt is not null);

        (await RunsAsync()).Select(run => run.ExecutionId).Except(_list.Select(run => run.Id)).ShouldBeEmpty();
        _list.Select(run => run.Id).Except((await RunsAsync()).Select(run => run.ExecutionId)).ShouldBe(["run-40"]);
    }

    [Fact]
    public async Task Daemon_ThatSendsItsWholeListEachTime_IsAskedTwice()
    {
        _list = Ended(count: 450);
        Daemon.Page = (limit, offset) => Answer(450, 0, called: (limit, offset));
        _history.After(0, Given.Status());

        await UntilAsync(source => source?.FilledAt is not null);
        await PassAsync(seconds: 10);

        _calls.Count.ShouldBe(2);
        (await RunsAsync()).Count.ShouldBe(450);
    }

    [Fact]
    public async Task Daemon_ThatFails_IsAskedAgainAfterAMinute()
    {
        _list = Ended(count: 5);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Daemon.Page = (_, _) =>
        {
            failed.TrySetResult();
            throw new DaemonCallException("Daemon 'default': ListExecutions is not known.");
        };
        _history.After(0, Given.Status());
        await Eventually.GetAsync(
            async () =>
            {
                await PassAsync(seconds: 1);
                return failed.Task.IsCompleted;
            },
            isFailed => isFailed);
        Daemon.Page = Answer;

        await UntilAsync(source => source?.FilledAt is not null);

        (_calls.Single().At - Messages.Noon).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Return_WithAViewThatIsLargerThanAPage_ReadsBackToWhenItWasWatched()
    {
        _list = Ended(count: 450);
        _history.After(0, Given.Status());
        await UntilAsync(source => source?.FilledAt is not null);
        _history.After(1, Given.Down(_history.Now));
        _calls.Clear();

        // 300 of those that ran unseen are in view, and 100 are not.
        _history.Clock.Advance(TimeSpan.FromHours(8));
        List<ExecutionData> missed = [.. Enumerable.Range(0, 400).Select(place => Given.Ended($"missed-{place}", _history.Now.AddMinutes(-place)))];
        _list.InsertRange(0, missed);
        _history.After(1, [Given.Status() with { ExecutionLimit = 300 }, .. missed.Take(300)]);
        await Eventually.GetAsync(RunsAsync, runs => runs.Exists(run => run.ExecutionId == "missed-399"));
        await _history.WriteAsync();

        (await RunsAsync()).Count.ShouldBe(850);
    }

    [Fact]
    public async Task Return_WhoseReadingFailsInTheMiddle_ReadsTheRestLater()
    {
        _list = Ended(count: 100);
        _history.After(0, Given.Status());
        await UntilAsync(source => source?.FilledAt is not null);
        _history.After(1, Given.Down(_history.Now));
        _history.Clock.Advance(TimeSpan.FromHours(20));
        _list.InsertRange(0, Enumerable.Range(0, 1_000).Select(place => Given.Ended($"missed-{place}", _history.Now.AddMinutes(-place))));
        var failures = 0;
        Daemon.Page = (limit, offset) => offset == 400 && failures++ == 0 ? throw new DaemonCallException("Daemon 'default': the deadline passed.") : Answer(limit, offset);

        _history.After(1, Given.Status());
        var runs = await Eventually.GetAsync(RunsAsync, runs => runs.Exists(run => run.ExecutionId == "missed-999"));

        (failures, runs.Count).ShouldBe((2, 1_100));
    }

    [Fact]
    public async Task Run_ThatIsStoredWithoutAnEnd_AndThatNobodyHasAnyMore_EndedUnseen()
    {
        _list = Ended(count: 5);
        _history.After(0, Given.Status(), Given.Running("forgotten", _history.Now), Given.Running("listed", _history.Now));
        await UntilAsync(source => source?.FilledAt is not null);
        await _history.WriteAsync();

        // Both are in no view any more, as after a restart of the monitor.
        _history.Apply(new FeedBatch([], [Given.Run("forgotten").Key, Given.Run("listed").Key])).After(1, Given.Down(_history.Now));
        _list.Insert(0, Given.Ended("listed", _history.Now));
        _history.After(60, Given.Status());
        var runs = await Eventually.GetAsync(RunsAsync, runs => runs.Exists(run => run.ExecutionId == "forgotten" && run.EndUnseen));

        var listed = runs.Single(run => run.ExecutionId == "listed");
        (listed.Status, listed.EndUnseen).ShouldBe((ExecutionStatus.Success, true));
        (await SearchAsync("running")).ShouldBeEmpty();
        (await SearchAsync("unknown")).Select(run => (run.Id, run.Status, run.EndUnseen)).ShouldBe([("forgotten", ExecutionStatus.Unknown, true)]);
    }

    [Fact]
    public async Task Daemon_ThatSendsFewerThanItWasAskedFor_IsReadToItsEnd()
    {
        _list = Ended(count: 250);
        Daemon.Page = (limit, offset) => Answer(Math.Min(limit, 100), offset) with { Total = 250 };
        _history.After(0, Given.Status());

        await UntilAsync(source => source?.FilledAt is not null);

        (await RunsAsync()).Count.ShouldBe(250);
    }

    [Fact]
    public async Task Run_ThatIsOlderThanAnyThatIsKept_IsLeftOut()
    {
        _list = [Given.Ended("new", Given.Ago(days: 1)), Given.Ended("old", Given.Ago(days: 401))];
        _history.After(0, Given.Status());

        await UntilAsync(source => source?.FilledAt is not null);

        (await RunsAsync()).ShouldHaveSingleItem().ExecutionId.ShouldBe("new");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _history.DisposeAsync();
        _databases.Dispose();
        _stop.Dispose();
    }

    private static List<ExecutionData> Ended(int count) => [.. Enumerable.Range(0, count).Select(place => Given.Ended($"run-{place}", Given.Ago(minutes: place + 1)))];

    private ExecutionPage Answer(int limit, int offset) => Answer(limit, offset, (limit, offset));

    private ExecutionPage Answer(int limit, int offset, (int Limit, int Offset) called)
    {
        _calls.Enqueue((called.Limit, called.Offset, _history.Now));
        List<ExecutionData> page = [.. _list.Skip(offset).Take(limit)];
        return new ExecutionPage(page, page.Count, IsTooLarge: false);
    }

    private async Task<IReadOnlyList<RunResponse>> SearchAsync(string status)
    {
        var query = RunsQuery.Read(new RunsRequest { Status = [status] }, out _)! with { Sources = [Given.Source] };
        return (await _history.Get<RunSearch>().FindAsync(query, Cancelled)).Runs;
    }

    /// <summary>Seconds pass in which the daemon is heard.</summary>
    private async Task PassAsync(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _history.After(1, Given.Heartbeat());
            await Task.Yield();
        }
    }

    private Task<SourceRow?> UntilAsync(Predicate<SourceRow?> expected) => Eventually.GetAsync(
        async () =>
        {
            await PassAsync(seconds: 1);
            await using var context = await _history.ContextAsync();
            return await context.Sources.AsNoTracking().SingleOrDefaultAsync(source => source.Name == Given.Source, Cancelled);
        },
        expected);

    private async Task<List<RunRow>> RunsAsync()
    {
        await PassAsync(seconds: 1);
        await using var context = await _history.ContextAsync();
        return await context.Runs.AsNoTracking().OrderBy(run => run.Id).ToListAsync(Cancelled);
    }
}
