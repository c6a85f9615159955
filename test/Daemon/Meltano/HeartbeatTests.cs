using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Service;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>Runs whose process was killed, told by their heartbeat.</summary>
public sealed class HeartbeatTests : IAsyncLifetime
{
    private readonly MeltanoFolder _folder = new();
    private MeltanoRig _rig = null!;
    private MeltanoTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await _folder.CreateDatabaseAsync();
        _rig = new MeltanoRig(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Heartbeat_ThatStops_IsSuspectedAfter15SecondsAndFailedAfter60()
    {
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now));
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(5), () => _table.HeartbeatAsync(id, _rig.Now));
        var last = _rig.Now;

        await _rig.PassAsync(TimeSpan.FromSeconds(14));
        var alive = await _rig.GetAsync(id);
        await _rig.PassAsync(TimeSpan.FromSeconds(1));
        var suspected = await _rig.GetAsync(id);
        await _rig.PassAsync(TimeSpan.FromSeconds(41));
        var stillSuspected = await _rig.GetAsync(id);
        await _rig.PassAsync(TimeSpan.FromSeconds(4));
        var killed = await _rig.GetAsync(id);

        (alive.State, alive.Metadata.ContainsKey("suspected")).ShouldBe((RunState.Running, false));
        (suspected.State, suspected.Metadata["suspected"]).ShouldBe((RunState.Running, "true"));
        stillSuspected.State.ShouldBe(RunState.Running);
        (killed.State, killed.Metadata["killed"], killed.FinishedAt).ShouldBe((RunState.Failed, "true", last));
        killed.Error.ShouldNotBeNull().ShouldContain("no heartbeat since");
    }

    [Fact]
    public async Task Heartbeat_OfAProcessThatIsKilledWith9_IsFailedWithinAMinute()
    {
        var (process, id) = await MeltanoWriter.BeginRunAsync(_folder.DatabasePath);
        await using (process)
        {
            await process.LineAsync($"beat {id}");
            (await _rig.GetAsync(id)).State.ShouldBe(RunState.Running);

            await process.SignalAsync("KILL");
            await process.ExitAsync();
        }

        await _rig.PassAsync(TimeSpan.FromSeconds(60));

        var run = await _rig.GetAsync(id);
        (run.State, run.Metadata["killed"]).ShouldBe((RunState.Failed, "true"));
    }

    [Fact]
    public async Task Heartbeat_ThatMovesAgain_IsARunningRunAgain()
    {
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now));
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(61));
        (await _rig.GetAsync(id)).State.ShouldBe(RunState.Failed);

        await _table.HeartbeatAsync(id, _rig.Now);

        (await _rig.GetAsync(id)).State.ShouldBe(RunState.Running);
    }

    [Fact]
    public async Task Heartbeat_OfAnotherMachinesClock_IsJudgedByItsIncrements()
    {
        var behind = TimeSpan.FromMinutes(30);
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now - behind));
        await _rig.ReadAsync();

        await _rig.PassAsync(TimeSpan.FromSeconds(90), () => _table.HeartbeatAsync(id, _rig.Now - behind));

        (await _rig.GetAsync(id)).State.ShouldBe(RunState.Running);
    }

    [Fact]
    public async Task Heartbeat_OlderThanFiveMinutesAtTheStart_IsStaleOnceWatched_AndUntilThenNobodyIsAnswered()
    {
        var began = _rig.Now - TimeSpan.FromHours(2);
        var id = await _table.InsertAsync(new MeltanoRun(began));

        await _rig.ReadAsync();
        var answered = _rig.Reader.FirstAttempt.IsCompleted;
        await _rig.PassAsync(TimeSpan.FromSeconds(3));
        var run = await _rig.GetAsync(id);

        answered.ShouldBeFalse();
        (run.State, run.Metadata["stale"], run.FinishedAt).ShouldBe((RunState.Failed, "true", began));
    }

    [Fact]
    public async Task Heartbeat_OfAClockThatIsBehind_IsNeverTakenForDead_ByTheFirstLookOrAfterAPause()
    {
        var behind = TimeSpan.FromMinutes(30);
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now - behind));
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(3), () => _table.HeartbeatAsync(id, _rig.Now - behind));
        var first = await _rig.GetAsync(id);

        await PauseAsync();
        var after = await _rig.GetAsync(id);
        await _rig.PassAsync(TimeSpan.FromSeconds(5));
        var unmoved = await _rig.GetAsync(id);

        new[] { first, after, unmoved }.ShouldAllBe(run => run.State == RunState.Running && run.Metadata.Count == first.Metadata.Count);
    }

    [Fact]
    public async Task Killed_ARun_StaysSo_WhateverPassesButItsHeartbeat()
    {
        var old = await _table.InsertAsync(new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now });
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now));
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(61));
        var killed = await _rig.GetAsync(id);

        await _table.ExecuteAsync("DELETE FROM runs WHERE id = @id", ("id", old));
        await _rig.PassAsync(TimeSpan.FromSeconds(61));
        var afterAWholeReading = await _rig.GetAsync(id);
        await PauseAsync();
        var afterAPause = await _rig.GetAsync(id);
        await _rig.PassAsync(TimeSpan.FromMinutes(5));
        var whenMeltanoCallsItStale = await _rig.GetAsync(id);

        killed.State.ShouldBe(RunState.Failed);
        new[] { afterAWholeReading, afterAPause, whenMeltanoCallsItStale }
            .ShouldAllBe(run => run.State == RunState.Failed && run.Metadata["killed"] == "true" && run.Error == killed.Error && run.FinishedAt == killed.FinishedAt);
    }

    [Fact]
    public async Task Heartbeat_ThatIsNull_SwitchesTheSoonerRuleOff_AndADayLaterTheRunIsStale()
    {
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now) { Heartbeat = null });
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(90));
        var running = await _rig.GetAsync(id);
        _rig.Time.Advance(TimeSpan.FromHours(24));
        var stale = await _rig.GetAsync(id);

        (running.State, running.Metadata["heartbeat"]).ShouldBe((RunState.Running, "none: a killed run is told only after 24 h"));
        (stale.State, stale.Metadata["stale"], stale.FinishedAt).ShouldBe((RunState.Failed, "true", null));
        stale.Error.ShouldNotBeNull().ShouldContain("it is not known when");
        ToProto.Execution(stale, _rig.Now).DurationSeconds.ShouldBe(0);
    }

    [Fact]
    public async Task Heartbeat_OfARunThatWasKilled_StaysLostOverAnOutageOfTheDatabaseAndADeletionOfOldRuns()
    {
        var old = await _table.InsertAsync(new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now });
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now));
        await _rig.ReadAsync();
        await _rig.PassAsync(TimeSpan.FromSeconds(60));
        var away = _folder.DatabasePath + ".away";

        File.Move(_folder.DatabasePath, away);
        await _rig.PassAsync(TimeSpan.FromSeconds(30));
        File.Move(away, _folder.DatabasePath);
        var afterTheOutage = await _rig.GetAsync(id);
        await _table.ExecuteAsync("DELETE FROM runs WHERE id = @id", ("id", old));
        await _rig.PassAsync(TimeSpan.FromSeconds(61));

        afterTheOutage.State.ShouldBe(RunState.Failed);
        (await _rig.ListAsync()).ShouldHaveSingleItem().State.ShouldBe(RunState.Failed);
    }

    [Fact]
    public async Task Heartbeat_WhileTheDatabaseCannotBeRead_IsNotCounted()
    {
        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now));
        await _rig.ReadAsync();

        await PauseAsync();

        (await _rig.GetAsync(id)).State.ShouldBe(RunState.Running);
    }

    /// <summary>The database is away for longer than a heartbeat may rest.</summary>
    private async Task PauseAsync()
    {
        var away = _folder.DatabasePath + ".away";
        File.Move(_folder.DatabasePath, away);
        await _rig.PassAsync(TimeSpan.FromSeconds(120));
        _rig.Reader.Failure.ShouldNotBeNull().ShouldContain("there is no file");
        File.Move(away, _folder.DatabasePath);
    }
}
