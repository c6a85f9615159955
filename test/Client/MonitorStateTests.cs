using FlextMonitor.Client.State;
using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>The state that messages of the hub make, without a hub.</summary>
public sealed class MonitorStateTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Messages.Noon);
    private readonly ClientMetrics _metrics = new();
    private readonly MonitorState _state;

    public MonitorStateTests() => _state = new MonitorState(new HubClock(_clock), _metrics, _clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SourceSnapshot Source => _state.Snapshot().Sources["default"];

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Sources_BeforeTheFirstHeartbeat_AreNotShown()
    {
        Open(Messages.Status(), Messages.Stats());

        _state.Snapshot().Sources.ShouldBeEmpty();

        _state.Take(Messages.Heartbeat());
        Source.IsLive.ShouldBeTrue();
        Source.Figures.CpuUsage.Value.ShouldBe(12.5);
    }

    [Fact]
    public void Figure_OfAFallback_IsUnknownWithItsReasonAndTheLastKnownOne()
    {
        Open(
            Messages.Status() with { State = SourceState.Down, Error = "Unable to connect" },
            Messages.Stats(cpu: 0) with
            {
                Fallback = true,
                Error = "Unable to connect",
                LastKnown = new LastKnownStats
                {
                    ObservedAt = Messages.Noon.AddMinutes(-1),
                    ActivePipelines = null,
                    TotalExecutions = 7,
                    SuccessRate = null,
                    UptimeSeconds = null,
                    CpuUsage = 33,
                    MemoryUsage = null,
                    ActiveConnections = null,
                },
            },
            Messages.Heartbeat());

        var cpu = Source.Figures.CpuUsage;
        (cpu.IsKnown, cpu.OrNull, cpu.LastKnown, cpu.ObservedAt).ShouldBe((false, null, 33, Messages.Noon.AddMinutes(-1)));
        cpu.TryGet(out _).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => cpu.Value).Message.ShouldBe("The figure is not known: Unable to connect");
        (Source.IsDown, Source.Figures.ActivePipelines.LastKnown).ShouldBe((true, null));
    }

    [Fact]
    public void Figure_ThatTheDaemonDoesNotReport_IsUnknownAndNotZero()
    {
        Open(Messages.Status(), Messages.Stats(cpu: null), Messages.Heartbeat());

        Source.Figures.CpuUsage.Reason.ShouldBe("the daemon does not report it");
    }

    [Fact]
    public void Source_WithoutNews_IsStaleAndItsFiguresAreUnknown()
    {
        Open(Messages.Status(), Messages.Stats(), Messages.Heartbeat());

        _clock.Advance(TimeSpan.FromSeconds(5));
        (Source.IsStale, Source.IsLive, Source.Age).ShouldBe((false, true, TimeSpan.FromSeconds(5)));

        _clock.Advance(TimeSpan.FromSeconds(1));
        (Source.IsStale, Source.IsLive, Source.Figures.CpuUsage.LastKnown).ShouldBe((true, false, 12.5));
        Source.Figures.CpuUsage.Reason.ShouldBe("nothing was heard of 'default' for 6 s");
    }

    [Fact]
    public void HubLost_EverySourceIsStale_UntilItIsSentAgain()
    {
        Open(Messages.Status(), Messages.Stats(), Messages.Heartbeat());

        _state.Lost("the connection was lost");

        (Source.IsStale, Source.IsDown, Source.Figures.CpuUsage.Reason).ShouldBe((true, false, "the connection was lost"));
        Open(Messages.Status(sequence: 2), Messages.Stats(sequence: 2, cpu: 40));
        Source.Figures.CpuUsage.Reason.ShouldBe("the hub has not sent the state of 'default' again yet");
        _state.Take(Messages.Heartbeat(sequence: 2));
        Source.Figures.CpuUsage.Value.ShouldBe(40);
    }

    [Fact]
    public void Take_OlderValue_IsDropped_AndARemovalIsNotUndone()
    {
        Open(Messages.Status(), Messages.Stats(sequence: 5, cpu: 50), Messages.Execution("a"), Messages.Heartbeat());

        _state.Take(Messages.Stats(sequence: 4, cpu: 40));
        _state.Take(Messages.Removed("a", sequence: 3));
        _state.Take(Messages.Execution("a", sequence: 2));

        Source.Figures.CpuUsage.Value.ShouldBe(50);
        Source.Executions.ShouldBeEmpty();
        _state.Take(Messages.Stats(sequence: 1, epoch: 2, cpu: 60));
        Source.Figures.CpuUsage.Value.ShouldBe(60);
    }

    [Fact]
    public void Executions_PastTheLimit_LeaveUnlessTheyRun()
    {
        Open(
            Messages.Status() with { ExecutionLimit = 2 },
            Messages.Execution("runs", startedAt: Messages.Noon.AddMinutes(-3)) with { Status = ExecutionStatus.Running, FinishedAt = null },
            Messages.Execution("old", startedAt: Messages.Noon.AddMinutes(-2)),
            Messages.Execution("b", startedAt: Messages.Noon.AddMinutes(-1)),
            Messages.Heartbeat());

        _state.Take(Messages.Execution("c", startedAt: Messages.Noon));

        Source.Executions.Select(execution => execution.Id).ShouldBe(["c", "b", "runs"]);
    }

    [Fact]
    public void Settled_SourceThatTheHubDidNotSendAgain_IsGone()
    {
        Open(Messages.Status(), Messages.Heartbeat());
        Open();

        _state.Snapshot().Sources.ShouldNotBeEmpty();
        _state.Settled();

        _state.Snapshot().Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_SlowReader_IsGivenTheNewestAndToldWhatItMissed()
    {
        Open(Messages.Status(), Messages.Stats(cpu: 0), Messages.Heartbeat());
        var reader = _state.AddReader(key => key.Kind == MessageKind.Stats);

        for (var sequence = 2; sequence <= 51; sequence++)
        {
            _state.Take(Messages.Stats(sequence: sequence, cpu: sequence));
        }

        await using var changes = reader.ReadAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        (await changes.MoveNextAsync()).ShouldBeTrue();
        (changes.Current.Value.ShouldBeOfType<DashboardStats>().CpuUsage, changes.Current.PassedOver).ShouldBe((51, 50));
        reader.End(null);
        (await changes.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_RunsAndProblems_AreToldOnce_AlsoOverAReconnect()
    {
        var failed = Messages.Execution("a", sequence: 2) with { Status = ExecutionStatus.Failed };
        var events = _state.AddEventReader();
        Open(Messages.Status(), Messages.Execution("before"), Messages.Execution("a") with { Status = ExecutionStatus.Running }, Messages.Problem("known"), Messages.Heartbeat());

        _state.Take(failed);
        _state.Take(Messages.Problem("new"));
        Open(Messages.Status(), Messages.Execution("before"), failed, Messages.Problem("new"), Messages.Heartbeat());
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
    public async Task Events_RunThatComesIntoViewAgain_IsNotToldAgain()
    {
        Open(Messages.Status() with { ExecutionLimit = 1 }, Messages.Execution("old", startedAt: Messages.Noon.AddMinutes(-1)), Messages.Heartbeat());
        var events = _state.AddEventReader();

        _state.Take(Messages.Execution("new", sequence: 2));
        _state.Take(Messages.Removed("new", sequence: 3));
        _state.Take(Messages.Execution("old", sequence: 4, startedAt: Messages.Noon.AddMinutes(-1)));
        events.End(null);

        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told.ShouldHaveSingleItem().ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("new");
    }

    [Fact]
    public async Task Events_DaemonFirstHeardAfterTheClientConnected_ItsOldRunsAreNone()
    {
        Open(Messages.Status() with { State = SourceState.Connecting, ObservedAt = null }, Messages.Heartbeat());
        var events = _state.AddEventReader();

        _state.Take(Messages.Status(sequence: 2));
        _state.Take(Messages.Execution("old", sequence: 3));
        _state.Take(Messages.Heartbeat(sequence: 4));
        _state.Take(Messages.Execution("new", sequence: 5));
        events.End(null);

        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told.ShouldHaveSingleItem().ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("new");
    }

    [Fact]
    public async Task Events_SourceThatIsGone_DoesNotEndItsProblems()
    {
        Open(Messages.Status(), Messages.Problem(), Messages.Heartbeat());
        var events = _state.AddEventReader();

        Open();
        _state.Settled();
        events.End(null);

        (await events.ReadAsync(Cancelled).ToListAsync(Cancelled)).ShouldBeEmpty();
        _state.Snapshot().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_ReaderTooSlow_IsToldHowManyItMissed()
    {
        Open(Messages.Status() with { ExecutionLimit = 1000 }, Messages.Heartbeat());
        var events = _state.AddEventReader();

        for (var run = 1; run <= EventReader.Capacity + 5; run++)
        {
            _state.Take(Messages.Execution($"r{run}", sequence: run));
        }

        events.End(null);
        var told = await events.ReadAsync(Cancelled).ToListAsync(Cancelled);
        told[0].ShouldBe(new MonitorEvent.Missed(5));
        told[1].ShouldBeOfType<MonitorEvent.RunEnded>().Execution.Id.ShouldBe("r6");
        told.Count.ShouldBe(EventReader.Capacity + 1);
    }

    [Fact]
    public void Figure_ThatIsUnknown_SaysSinceWhen()
    {
        Open(Messages.Status(), Messages.Stats(), Messages.Heartbeat());
        Source.Figures.CpuUsage.UnknownSince.ShouldBeNull();

        _clock.Advance(TimeSpan.FromSeconds(7));
        Source.Figures.CpuUsage.UnknownSince.ShouldBe(Messages.Noon, "nothing was heard since");

        _state.Lost("the connection was lost");
        Source.Figures.CpuUsage.UnknownSince.ShouldBe(Messages.Noon.AddSeconds(7));

        Open(Messages.Status(sequence: 2) with { State = SourceState.Down, Error = "refused", Since = Messages.Noon.AddSeconds(3) }, Messages.Stats(sequence: 2), Messages.Heartbeat());
        Source.Figures.CpuUsage.UnknownSince.ShouldBe(Messages.Noon.AddSeconds(3));
        default(Figure<double>).Reason.ShouldBe("nothing has been received yet");
    }

    [Fact]
    public void Evaluator_SilentFor15Seconds_IsNotEvaluated()
    {
        Open(Messages.Heartbeat(SourceNames.Monitor));
        _clock.Advance(TimeSpan.FromSeconds(15));
        _state.Snapshot().IsEvaluated.ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(1));

        _state.Snapshot().IsEvaluated.ShouldBeFalse();
    }

    private void Open(params SourceMessage[] messages)
    {
        _state.Opening();
        _state.Opened();
        foreach (var message in messages)
        {
            _state.Take(message);
        }
    }
}
