using FlextMonitor.Client.State;
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
        changes.Current.Connection!.IsConnected.ShouldBeTrue();
        (await changes.MoveNextAsync()).ShouldBeTrue();
        (changes.Current.Value.ShouldBeOfType<DashboardStats>().CpuUsage, changes.Current.PassedOver).ShouldBe((51, 50));
        reader.End(null);
        (await changes.MoveNextAsync()).ShouldBeFalse();
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
    public void Figure_OfASourceThatIsConnecting_IsUnknownWithTheLastKnownOneOfBefore()
    {
        Open(Messages.Status(), Messages.Stats(), Messages.Health(), Messages.Heartbeat());

        // The hub was started again, and has not heard the daemon yet.
        Open(Messages.Status(epoch: 2) with { State = SourceState.Connecting, ObservedAt = null, Since = Messages.Noon.AddSeconds(9) }, Messages.Heartbeat());

        var (cpu, healthy) = (Source.Figures.CpuUsage, Source.Health.Healthy);
        (cpu.IsKnown, cpu.Reason, cpu.UnknownSince, cpu.LastKnown).ShouldBe((false, "the monitor has not heard 'default' yet", Messages.Noon.AddSeconds(9), 12.5));
        (healthy.IsKnown, healthy.Reason, healthy.LastKnown).ShouldBe((false, cpu.Reason, true));
    }

    [Fact]
    public void Figure_OfASourceThatIsConnectingWithFigures_IsUnknown()
    {
        Open(Messages.Status() with { State = SourceState.Connecting }, Messages.Stats(), Messages.Heartbeat());

        Source.Figures.CpuUsage.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Figure_OfASourceThatIsDownWithoutAReason_IsUnknown()
    {
        Open(Messages.Status() with { State = SourceState.Down, Error = null }, Messages.Stats(), Messages.Health(), Messages.Heartbeat());

        (Source.Figures.CpuUsage.IsKnown, Source.Figures.CpuUsage.Reason, Source.Health.Healthy.IsKnown).ShouldBe((false, "the monitor cannot reach 'default'", false));
    }

    [Fact]
    public void Health_OfAFallback_IsUnknownAndNotBad_WithTheComponentsOfBefore()
    {
        var components = ValueMap<ComponentHealth>.From([new("db", new ComponentHealth { Name = "db", Healthy = true, Message = "ok", Metadata = ValueMap<string>.Empty })]);
        Open(Messages.Status(), Messages.Health() with { Components = components }, Messages.Heartbeat());
        (Source.Health.Healthy.Value, Source.Health.Components["db"].Healthy.Value).ShouldBe((true, true));

        _state.Take(Messages.Health(sequence: 2) with { Fallback = true, Error = "refused", Healthy = false, LastKnown = null });

        (Source.Health.Healthy.IsKnown, Source.Health.Healthy.Reason, Source.Health.Healthy.LastKnown).ShouldBe((false, "refused", true));
        (Source.Health.Components["db"].Healthy.IsKnown, Source.Health.Components["db"].Message).ShouldBe((false, "ok"));
    }

    [Fact]
    public void Health_NotReported_IsUnknown()
    {
        Open(Messages.Status(), Messages.Heartbeat());

        (Source.Health.Healthy.IsKnown, Source.Health.Healthy.Reason).ShouldBe((false, "the daemon has not reported its health yet"));
    }

    [Fact]
    public async Task Watch_ConnectionLostAndBack_TellsBoth_WhateverTheReaderWants()
    {
        Open(Messages.Status(), Messages.Heartbeat());
        var reader = _state.AddReader(_ => false);
        await using var changes = reader.ReadAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        async Task<string> NextAsync()
        {
            (await changes.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
            changes.Current.Key.ShouldBe(MonitorChange.ConnectionKey);
            return $"{changes.Current.Connection!.State} {changes.Current.Connection.Reason}";
        }

        (await NextAsync()).ShouldBe("Connected ");
        _state.Lost("the connection was lost");
        (await NextAsync()).ShouldBe("Disconnected the connection was lost");
        _state.Lost("the connection was lost");
        Open();
        (await NextAsync()).ShouldBe("Connected ");
    }

    [Fact]
    public void Take_OfAnEarlierConnection_IsDropped()
    {
        var first = _state.Opening();
        Open(Messages.Status(), Messages.Heartbeat());

        _state.Take(Messages.Stats(sequence: 9), first);

        Source.Figures.CpuUsage.LastKnown.ShouldBeNull();
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
