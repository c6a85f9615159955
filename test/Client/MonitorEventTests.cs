using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using static FlextMonitor.Client.Tests.StateFixture;

namespace FlextMonitor.Client.Tests;

/// <summary>What the state tells as events, and that it tells each once.</summary>
public sealed class MonitorEventTests : IDisposable
{
    private readonly StateFixture _fixture = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task RunsAndProblems_AreToldOnce_AlsoOverAReconnect()
    {
        var failed = Messages.Execution("a", sequence: 2) with { Status = ExecutionStatus.Failed };
        var events = _fixture.State.AddEventReader();
        _fixture.Open(Messages.Status(), Messages.Execution("before"), Messages.Execution("a") with { Status = ExecutionStatus.Running }, Messages.Problem("known"), Messages.Heartbeat());

        _fixture.State.Take(failed);
        _fixture.State.Take(Messages.Problem("new"));
        _fixture.Open(Messages.Status(), Messages.Execution("before"), failed, Messages.Problem("new"), Evaluated());
        events.End(null);

        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told.Select(happened => happened switch
        {
            MonitorEvent.RunEnded ended => $"{ended.Execution.Id} {ended.Execution.Status}",
            MonitorEvent.ProblemOpened opened => $"{opened.Problem.Id} opened",
            MonitorEvent.ProblemEnded over => $"{over.Problem.Id} over at {over.ResolvedAt}",
            _ => "",
        }).ShouldBe(["a Failed", "new opened", "known over at "]);
    }

    [Fact]
    public async Task RunThatComesIntoViewAgain_IsNotToldAgain()
    {
        _fixture.Open(Messages.Status() with { ExecutionLimit = 1 }, Messages.Execution("old", startedAt: Messages.Noon.AddMinutes(-1)), Messages.Heartbeat());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Execution("new", sequence: 2));
        _fixture.State.Take(Messages.Removed("new", sequence: 3));
        _fixture.State.Take(Messages.Execution("old", sequence: 4, startedAt: Messages.Noon.AddMinutes(-1)));
        events.End(null);

        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told.ShouldHaveSingleItem().ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("new");
    }

    [Fact]
    public async Task DaemonFirstHeardAfterTheClientConnected_ItsOldRunsAreNone()
    {
        _fixture.Open(Messages.Status() with { State = SourceState.Connecting, ObservedAt = null }, Messages.Heartbeat());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Status(sequence: 2));
        _fixture.State.Take(Messages.Execution("old", sequence: 3));
        _fixture.State.Take(Messages.Heartbeat(sequence: 4));
        _fixture.State.Take(Messages.Execution("new", sequence: 5));
        events.End(null);

        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told.ShouldHaveSingleItem().ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("new");
    }

    [Fact]
    public async Task SourceThatIsGone_DoesNotEndItsProblems()
    {
        _fixture.Open(Messages.Status(), Messages.Problem(), Messages.Heartbeat());
        var events = _fixture.State.AddEventReader();

        _fixture.Open();
        _fixture.State.Settled();
        events.End(null);

        (await events.ReadAsync(Cancelled).ToListAsync(Cancelled)).ShouldBeEmpty();
        _fixture.State.Snapshot().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReaderTooSlow_IsToldHowManyItMissed()
    {
        _fixture.Open(Messages.Status() with { ExecutionLimit = 1000 }, Messages.Heartbeat());
        var events = _fixture.State.AddEventReader();

        for (var run = 1; run <= EventReader.Capacity + 5; run++)
        {
            _fixture.State.Take(Messages.Execution($"r{run}", sequence: run));
        }

        events.End(null);
        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told[0].ShouldBe(new MonitorEvent.Missed(5));
        told[1].ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("r6");
        told.Count.ShouldBe(EventReader.Capacity + 1);
    }

    [Fact]
    public async Task Run_ThatEndedWhileDisconnected_IsToldOnce_AndOnesFromBeforeAreNot()
    {
        _fixture.Open(Messages.Status(), Messages.Execution("old"), Running("runs"), Evaluated());
        var events = _fixture.State.AddEventReader();
        _fixture.State.Lost("the connection was lost");

        SourceMessage[] after =
        [
            Messages.Status(epoch: 2),
            Messages.Execution("old") with { Epoch = 2 },
            Messages.Execution("runs") with { Epoch = 2, FinishedAt = Messages.Noon.AddSeconds(20) },
            Messages.Execution("short", startedAt: Messages.Noon.AddSeconds(1)) with { Epoch = 2, FinishedAt = Messages.Noon.AddSeconds(10) },
            Evaluated(),
        ];
        _fixture.Open(after);
        _fixture.State.Lost("the connection was lost");
        _fixture.Open(after);

        (await ToldAsync(events)).ShouldBe(["short Success", "runs Success"], "what ended first is told first");
    }

    [Fact]
    public async Task Run_OfALargerViewAfterAReconnect_IsOldAndNotTold()
    {
        _fixture.Open(Messages.Status() with { ExecutionLimit = 1 }, Messages.Execution("newest"), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.Open(
            Messages.Status() with { ExecutionLimit = 50 },
            Messages.Execution("newest"),
            Messages.Execution("older", startedAt: Messages.Noon.AddMinutes(-1)),
            Messages.Execution("later", startedAt: Messages.Noon.AddMinutes(1)),
            Evaluated());

        (await ToldAsync(events)).ShouldBe(["later Success"]);
    }

    [Fact]
    public async Task Run_OlderThanAFullView_ThatComesIntoItWhenAnotherGoes_IsNotTold()
    {
        _fixture.Open(Messages.Status() with { ExecutionLimit = 2 }, Messages.Execution("a"), Messages.Execution("b"), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Removed("a", sequence: 2));
        _fixture.State.Take(Messages.Execution("never-seen", sequence: 3, startedAt: Messages.Noon.AddHours(-1)));

        (await ToldAsync(events)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_LongOne_WasSeenRunning_IsToldThoughItIsOlderThanTheView()
    {
        var began = Messages.Noon.AddHours(-5);
        _fixture.Open(Messages.Status() with { ExecutionLimit = 1 }, Messages.Execution("newest"), Running("long", startedAt: began), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Removed("long", sequence: 2));
        _fixture.State.Take(Messages.Execution("long", sequence: 3, startedAt: began));

        (await ToldAsync(events)).ShouldBe(["long Success"]);
    }

    [Fact]
    public async Task Run_LongOne_EndsAndIsOutOfViewByThat_IsTold()
    {
        var began = Messages.Noon.AddHours(-5);
        _fixture.Open(Messages.Status() with { ExecutionLimit = 1 }, Messages.Execution("newest"), Running("long", startedAt: began), Evaluated());
        var (events, changes) = (_fixture.State.AddEventReader(), _fixture.State.AddReader(key => key.Id == "long"));

        _fixture.State.Take(Messages.Execution("long", sequence: 2, startedAt: began));

        _fixture.Source.Executions.Select(run => run.Id).ShouldBe(["newest"]);
        (await ToldAsync(events)).ShouldBe(["long Success"]);
        changes.End(null);
        (await changes.ReadAsync(Cancelled).ToListAsync(Cancelled)).ShouldAllBe(change => change.Key.Id != "long", "it went before the reader looked");
    }

    [Fact]
    public async Task Run_WhoseIdIsUsedAgain_IsAnotherRun()
    {
        _fixture.Open(Messages.Status(), Messages.Execution("1"), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Execution("1", sequence: 2, startedAt: Messages.Noon.AddHours(1)));

        (await ToldAsync(events)).ShouldBe(["1 Success"]);
    }

    [Theory]
    [InlineData(3600 + 600, false)]
    [InlineData(5, true)]
    public async Task Run_WithoutTimes_IsAnotherOneIfItsDaemonWasStartedAgain(long uptimeSeconds, bool isTold)
    {
        var timeless = Messages.Execution("1") with { StartedAt = null, FinishedAt = null };
        _fixture.Open(Messages.Status(), Messages.Stats(), timeless, Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Stats(sequence: 2) with { ObservedAt = Messages.Noon.AddSeconds(600), UptimeSeconds = uptimeSeconds });
        _fixture.State.Take(timeless with { Sequence = 2 });

        (await ToldAsync(events)).Count.ShouldBe(isTold ? 1 : 0);
    }

    [Fact]
    public async Task Run_ThatAHubWhichLagsBehindCallsRunning_IsNotToldTwice()
    {
        _fixture.Open(Messages.Status(), Running("a"), Evaluated());
        var events = _fixture.State.AddEventReader();
        _fixture.State.Take(Messages.Execution("a", sequence: 2) with { ObservedAt = Messages.Noon.AddSeconds(5) });

        _fixture.Open(Messages.Status(), Running("a"), Evaluated());
        _fixture.State.Take(Messages.Execution("a", sequence: 2) with { ObservedAt = Messages.Noon.AddSeconds(5) });

        (await ToldAsync(events)).ShouldBe(["a Success"]);
    }

    [Fact]
    public async Task Run_ThatGoesOnAfterItFailed_IsToldAgainAtItsEnd()
    {
        _fixture.Open(Messages.Status(), Running("a"), Evaluated());
        var events = _fixture.State.AddEventReader();

        _fixture.State.Take(Messages.Execution("a", sequence: 2) with { Status = ExecutionStatus.Failed });
        _fixture.State.Take(Running("a") with { Sequence = 3, ObservedAt = Messages.Noon.AddSeconds(1) });
        _fixture.State.Take(Messages.Execution("a", sequence: 4));

        (await ToldAsync(events)).ShouldBe(["a Failed", "a Success"]);
    }

    [Fact]
    public void KnownRuns_MoreThanTheyHold_ForgetTheOnesSeenLongestAgo()
    {
        var runs = new KnownRuns();
        runs.IsNewEnd(Messages.Execution("first"), null).ShouldBeTrue();
        runs.IsNewEnd(Messages.Execution("second"), null).ShouldBeTrue();
        runs.IsNewEnd(Messages.Execution("first"), null).ShouldBeFalse();

        for (var run = 0; run < KnownRuns.Most - 1; run++)
        {
            runs.IsNewEnd(Messages.Execution($"r{run}"), null);
        }

        runs.IsNewEnd(Messages.Execution("first"), null).ShouldBeFalse();
        runs.IsNewEnd(Messages.Execution("second"), null).ShouldBeTrue();
    }
}
