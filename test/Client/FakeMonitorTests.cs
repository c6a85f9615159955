using FlextMonitor.Client.Testing;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>The monitor in memory, as the tests of somebody's program use it.</summary>
public sealed class FakeMonitorTests : IDisposable
{
    private readonly FakeMonitor _monitor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SourceSnapshot Prod => _monitor.Current.Sources["prod"];

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public void Daemon_GoesBlind_ItsFiguresAreUnknown()
    {
        _monitor.Daemon("prod").Reports(cpuUsage: 80).GoesSilent();
        _monitor.Advance(TimeSpan.FromSeconds(10));

        (Prod.IsStale, Prod.IsDown, Prod.Figures.CpuUsage.IsKnown, Prod.Figures.CpuUsage.LastKnown).ShouldBe((true, false, false, 80));
    }

    [Fact]
    public void Daemon_ThatAnswers_StaysLiveForAsLongAsTimeMovesOn()
    {
        _monitor.Daemon("prod").Reports(cpuUsage: 80);

        _monitor.Advance(TimeSpan.FromMinutes(2));

        (Prod.IsLive, Prod.Figures.CpuUsage.Value, Prod.Figures.MemoryUsage.IsKnown, _monitor.Current.IsEvaluated).ShouldBe((true, 80, false, true));
    }

    [Fact]
    public void Daemon_GoesDownAndComesBack_IsWhatTheRealOneWouldBe()
    {
        var daemon = _monitor.Daemon("prod").Reports(cpuUsage: 80).GoesDown("connection refused");

        (Prod.IsDown, Prod.Figures.CpuUsage.OrNull, Prod.Figures.CpuUsage.LastKnown).ShouldBe((true, null, 80));
        Prod.Figures.CpuUsage.Reason.ShouldBe("Unable to connect to FLEXT daemon: connection refused");
        daemon.ComesBack();
        (Prod.IsLive, Prod.Figures.CpuUsage.Value, Prod.Health.Healthy.Value).ShouldBe((true, 80, true));
    }

    [Fact]
    public void Daemon_Degrades_KeepsItsLastFigures()
    {
        _monitor.Daemon("prod").Reports(cpuUsage: 80).Degrades("UNIMPLEMENTED");

        (Prod.Status!.State, Prod.Figures.CpuUsage.IsKnown, Prod.Figures.CpuUsage.LastKnown).ShouldBe((SourceState.Degraded, false, 80));
    }

    [Fact]
    public void Hub_Lost_TellsNothingOfTheDaemons_AndEverythingAfterwards()
    {
        var daemon = _monitor.Daemon("prod").Reports(cpuUsage: 80);

        _monitor.LoseHub();
        daemon.Reports(cpuUsage: 90);
        (Prod.IsStale, Prod.Figures.CpuUsage.LastKnown).ShouldBe((true, 80));
        _monitor.FindHub();

        (Prod.IsStale, Prod.Figures.CpuUsage.Value).ShouldBe((false, 90));
    }

    [Fact]
    public async Task Events_RunsAndProblems_ReachTheProgram()
    {
        var daemon = _monitor.Daemon("prod").RunStarts("r1");
        await using var events = _monitor.EventsAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var first = events.MoveNextAsync();

        daemon.RunEnds("r1", ExecutionStatus.Failed, "ORA-01555").ProblemOpens("p1", "orders failed").ProblemEnds("p1");

        (await first.AsTask().DefaultTimeout()).ShouldBeTrue();
        events.Current.ShouldBeOfType<MonitorEvent.RunEnded>().Execution.ErrorMessage.ShouldBe("ORA-01555");
        (await events.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        events.Current.ShouldBeOfType<MonitorEvent.ProblemOpened>().Problem.Title.ShouldBe("orders failed");
        (await events.MoveNextAsync().AsTask().DefaultTimeout()).ShouldBeTrue();
        events.Current.ShouldBeOfType<MonitorEvent.ProblemEnded>().ResolvedAt.ShouldBe(_monitor.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Refuse_EndsWaitsWithTheReason()
    {
        var waiting = _monitor.WaitForAsync(_ => false, Cancelled);

        _monitor.Refuse("The token was revoked.");

        (await Should.ThrowAsync<MonitorRefusedException>(waiting.DefaultTimeout())).Message.ShouldBe("The token was revoked.");
    }

    [Fact]
    public void StopEvaluating_After15Seconds_NothingIsEvaluated()
    {
        _monitor.StopEvaluating();

        _monitor.Advance(TimeSpan.FromSeconds(16));

        _monitor.Current.IsEvaluated.ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_ChangeWhatThereIs_AndAreKept()
    {
        _monitor.Daemon("prod").ProblemOpens("p1", "orders failed").Logs("run-1", "first", "last");

        var run = await _monitor.RunPipelineAsync("prod", "orders", cancellationToken: Cancelled);
        await _monitor.CancelExecutionAsync("prod", run.Id, Cancelled);
        await _monitor.AcknowledgeAsync("p1", TimeSpan.FromHours(1), "on it", Cancelled);
        var silence = await _monitor.SilenceAsync(new Silence { Reason = "upgrade", To = null }, Cancelled);
        var lines = await _monitor.StreamLogsAsync("prod", "run-1", tailLines: 1, cancellationToken: Cancelled).ToListAsync(Cancelled);

        (await _monitor.GetExecutionAsync("prod", run.Id, Cancelled)).Status.ShouldBe(ExecutionStatus.Cancelled);
        Prod.Problems.ShouldHaveSingleItem().Acknowledged!.Note.ShouldBe("on it");
        _monitor.Silences.ShouldBe([silence]);
        lines.ShouldHaveSingleItem().Message.ShouldBe("last");
        _monitor.Calls.Select(call => call.Method).ShouldBe(["RunPipelineAsync", "CancelExecutionAsync", "AcknowledgeAsync", "SilenceAsync", "StreamLogsAsync", "GetExecutionAsync"]);
        _monitor.Calls[0].Arguments.ShouldBe(["prod", "orders", false]);
    }

    [Fact]
    public async Task Calls_ThatCannotSucceed_FailAsTheRealOnes()
    {
        (await Should.ThrowAsync<MonitorCallException>(_monitor.GetExecutionAsync("prod", "e9", Cancelled))).Code.ShouldBe(HubErrorCodes.NotFound);
        _monitor.LoseHub();
        (await Should.ThrowAsync<MonitorCallException>(_monitor.EndSilenceAsync("s1", Cancelled))).Code.ShouldBe(HubErrorCodes.Unavailable);
        _monitor.CallError = new MonitorCallException("This needs the role 'operator'.") { Code = "role-missing" };
        (await Should.ThrowAsync<MonitorCallException>(_monitor.RunPipelineAsync("prod", "orders", cancellationToken: Cancelled))).Code.ShouldBe("role-missing");
    }

    [Fact]
    public async Task SearchRuns_AndHistory_AreThoseThatTheTestGave()
    {
        _monitor.RecordedRuns.Add(new RecordedRun(Messages.Execution("a", "prod"), EndUnseen: false, FirstSeenLate: false));
        _monitor.RecordedRuns.Add(new RecordedRun(Messages.Execution("b", "prod") with { Status = ExecutionStatus.Failed }, EndUnseen: false, FirstSeenLate: false));

        var failed = await _monitor.SearchRunsAsync(new RunQuery { Statuses = [ExecutionStatus.Failed], Text = "ORDERS" }, Cancelled).ToListAsync(Cancelled);

        failed.ShouldHaveSingleItem().Execution.Id.ShouldBe("b");
        (await Should.ThrowAsync<MonitorCallException>(_monitor.GetHistoryAsync(new HistoryQuery("prod"), Cancelled))).Code.ShouldBe(HubErrorCodes.NotFound);
    }
}
