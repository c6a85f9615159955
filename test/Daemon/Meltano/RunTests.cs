using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Service;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>The runs of a system database, the same for SQLite and PostgreSQL.</summary>
public abstract class RunTests : IAsyncLifetime
{
    private protected MeltanoFolder Folder { get; } = new();

    private protected MeltanoRig Rig { get; private set; } = null!;

    private protected MeltanoTable Table { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (Table, Rig) = await CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListRuns_ARowInEachState_IsShownInTheStatesOfTheContract_WithoutEditsOfAState()
    {
        var at = Rig.Now;
        foreach (var state in new[] { "IDLE", "RUNNING", "SUCCESS", "FAIL", "DEAD", "PONDERING", "STATE_EDIT" })
        {
            at += TimeSpan.FromSeconds(1);
            await Table.InsertAsync(new MeltanoRun(at) { State = state, EndedAt = state is "SUCCESS" or "FAIL" or "DEAD" ? at : null });
        }

        var runs = await Rig.ListAsync();

        runs.Select(run => run.State).ShouldBe([RunState.Unknown, RunState.Failed, RunState.Failed, RunState.Success, RunState.Running, RunState.Pending]);
        runs.ShouldAllBe(run => run.PipelineId == "daily-load" && run.Metadata["state_id"] == "dev:tap-a-to-target-b");
        runs[0].Metadata["meltano_state"].ShouldBe("UNKNOWN");
        runs[0].Metadata.ShouldContainKey("state_edited_at");
        runs[3].StartedAt.ShouldBe(at - TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task ListRuns_ARunThatFails_TurnsFailedWithItsError()
    {
        var id = await Table.InsertAsync(new MeltanoRun(Rig.Now) { Trigger = "cron" });
        var running = (await Rig.ListAsync()).ShouldHaveSingleItem();

        Rig.Time.Advance(TimeSpan.FromSeconds(3));
        await Table.EndAsync(id, "FAIL", Rig.Now, """{"error": "Extractor failed: 401", "singer_state": {}}""");
        var failed = (await Rig.ListAsync()).ShouldHaveSingleItem();

        (running.State, running.FinishedAt, running.Error, running.TriggeredBy).ShouldBe((RunState.Running, null, null, "cron"));
        (failed.State, failed.FinishedAt, failed.Error).ShouldBe((RunState.Failed, Rig.Now, "Extractor failed: 401"));
    }

    [Fact]
    public async Task ListRuns_APayloadThatIsNoJson_SaysSoAndHidesNoOtherRun()
    {
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "FAIL", EndedAt = Rig.Now, Payload = "{half" });
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });

        var runs = await Rig.ListAsync();

        runs.Count.ShouldBe(2);
        runs[1].Error.ShouldNotBeNull().ShouldContain("payload of this run cannot be read");
    }

    [Fact]
    public async Task ListRuns_ARowWithoutAStart_IsShownWithoutOne_BehindAllOthers()
    {
        var id = await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });
        await Table.ExecuteAsync("UPDATE runs SET started_at = NULL WHERE id = @id", ("id", id));
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });

        var runs = await Rig.ListAsync();
        var sent = ToProto.Execution(runs[1], Rig.Now);

        (runs[0].StartedAt, runs[1].StartedAt).ShouldBe((Rig.Now, null));
        (sent.StartedAt, sent.DurationSeconds).ShouldBe((null, 0));
    }

    [Fact]
    public async Task ListRuns_ManyErrorsThatAreSlowToRead_AnswersInTimeAndReadsTheRestNext()
    {
        for (var run = 0; run < 5; run++)
        {
            await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "FAIL", EndedAt = Rig.Now, Payload = """{"error": "no"}""" });
        }

        await Rig.ReadAsync();
        Rig.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(300); // Per look at the clock, of which there is one for each error.
        var first = await Rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken);
        for (var call = 0; call < 5; call++)
        {
            await Rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken);
        }

        var last = await Rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken);

        first.Runs.Count(run => run.Error is null && run.Metadata["error"] == "not read yet").ShouldBeInRange(1, 4);
        last.Runs.ShouldAllBe(run => run.Error == "no");
    }

    [Fact]
    public async Task Count_WithoutARunInItsWindow_HasNoRate()
    {
        await Table.InsertAsync(new MeltanoRun(Rig.Now.AddDays(-40)) { State = "SUCCESS", EndedAt = Rig.Now.AddDays(-40) });
        await Rig.ReadAsync();

        var totals = await Rig.Runs.CountAsync(TestContext.Current.CancellationToken);

        (totals.Runs, totals.SuccessPercent).ShouldBe((1, double.NaN));
    }

    [Fact]
    public async Task Count_AnOlderRunThatStillRunsBesideANewerOne_IsActive()
    {
        await Table.InsertAsync(new MeltanoRun(Rig.Now.AddMinutes(-1)) { Heartbeat = Rig.Now });
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });
        await Rig.ReadAsync();

        (await Rig.Runs.CountAsync(TestContext.Current.CancellationToken)).ActivePipelines.ShouldBe(1);
    }

    [Fact]
    public async Task ListRuns_ARunInAStateThatIsNotKnown_IsReadAgainUntilItsEnd()
    {
        var id = await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "PONDERING" });
        await Table.InsertAsync(new MeltanoRun(Rig.Now.AddSeconds(1)) { State = "SUCCESS", EndedAt = Rig.Now });
        var before = await Rig.ListAsync();

        await Table.EndAsync(id, "SUCCESS", Rig.Now);
        var after = await Rig.ListAsync();

        (before[1].State, after[1].State).ShouldBe((RunState.Unknown, RunState.Success));
    }

    [Fact]
    public async Task ListRuns_RowsOfOneCommand_AreTiedByTheirRunId()
    {
        var command = Guid.NewGuid();
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { RunId = command });
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { RunId = command, StateId = "dev:tap-a-to-target-c" });

        var runs = await Rig.ListAsync();

        runs.ShouldAllBe(run => run.Metadata["run_id"] == command.ToString("D"));
        runs.Select(run => run.PipelineId).ShouldBe(["dev:tap-a-to-target-c", "daily-load"]);
    }

    [Fact]
    public async Task ListRuns_PagesAndFilters_AreByStart()
    {
        await Table.FillAsync(12_000, Rig.Now);
        await Table.InsertAsync(new MeltanoRun(Rig.Now - TimeSpan.FromHours(1)) { StateId = "dev:late-row", Heartbeat = Rig.Now });

        await Rig.ReadAsync();
        var page = await Rig.Runs.ListRunsAsync(new RunQuery { Offset = 10, Limit = 5 }, TestContext.Current.CancellationToken);
        var odd = await Rig.Runs.ListRunsAsync(new RunQuery("dev:late-row"), TestContext.Current.CancellationToken);
        var early = await Rig.Runs.ListRunsAsync(new RunQuery(To: Rig.Now - TimeSpan.FromMinutes(11_998)), TestContext.Current.CancellationToken);

        (page.Total, page.Runs.Count).ShouldBe((12_001, 5));
        page.Runs[0].StartedAt.ShouldBe(Rig.Now - TimeSpan.FromMinutes(10));
        odd.Total.ShouldBe(1);
        early.Total.ShouldBe(2);
    }

    [Fact]
    public async Task FindRun_WithASingerState_ShowsItsBookmarks()
    {
        var yesterday = $"{Rig.Now.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}";
        var id = await Table.InsertAsync(new MeltanoRun(Rig.Now)
        {
            State = "SUCCESS",
            EndedAt = Rig.Now,
            Payload = """{"singer_state": {"bookmarks": {"orders": {"replication_key_value": "YESTERDAY"}, "users": {"replication_key_value": 42}, "odd": {}}}}"""
                .Replace("YESTERDAY", yesterday, StringComparison.Ordinal),
        });

        var run = await Rig.GetAsync(id);

        run.Metadata["bookmark.orders"].ShouldBe(yesterday);
        run.Metadata["bookmark_age.orders"].ShouldBe("24 h");
        run.Metadata["bookmark.users"].ShouldBe("42");
        run.Metadata.ShouldNotContainKey("bookmark.odd");
        (await Rig.ListAsync()).ShouldHaveSingleItem().Metadata.ShouldNotContainKey("bookmark.orders");
    }

    [Fact]
    public async Task Read_RowsThatWereDeleted_AreGoneWithinAMinute()
    {
        var old = await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "SUCCESS", EndedAt = Rig.Now });
        (await Rig.ListAsync()).Count.ShouldBe(2);

        await Table.ExecuteAsync("DELETE FROM runs WHERE id = @id", ("id", old));
        Rig.Time.Advance(TimeSpan.FromMinutes(1));

        (await Rig.ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Read_ATableWithoutColumnsOfLaterVersions_IsServed_AndOneWithoutStateNamesIt()
    {
        await Table.ExecuteAsync("DROP TABLE runs");
        await Table.ExecuteAsync("CREATE TABLE runs (id INTEGER PRIMARY KEY, job_name VARCHAR, state VARCHAR, started_at TIMESTAMP)");
        await Table.ExecuteAsync($"INSERT INTO runs VALUES (1, 'dev:tap-a-to-target-b', 'RUNNING', '{Rig.Now.AddHours(-1):yyyy-MM-dd HH:mm:ss}')");
        var run = (await Rig.ListAsync()).ShouldHaveSingleItem();

        await Table.ExecuteAsync("DROP TABLE runs");
        await Table.ExecuteAsync("CREATE TABLE runs (id INTEGER PRIMARY KEY, job_name VARCHAR)");
        await Rig.ReadAsync();

        (run.State, run.Metadata["heartbeat"]).ShouldBe((RunState.Running, "none: a killed run is told only after 24 h"));
        Rig.Reader.Failure.ShouldNotBeNull().ShouldContain("no column 'state', 'started_at'");
    }

    [Fact]
    public async Task Read_WhileAWriterInsertsHeartbeatsAndFinishes_NeitherIsLockedOut()
    {
        var writes = LongTests.AreWanted ? 15_000 : 150;
        var pace = LongTests.AreWanted ? TimeSpan.FromMilliseconds(20) : TimeSpan.Zero;
        var writer = WriteAsync(writes / 3, pace);
        while (!writer.IsCompleted)
        {
            await Rig.ReadAsync();
            Rig.Reader.Failure.ShouldBeNull();
        }

        await writer;
        var runs = await Rig.ListAsync();
        runs.Count.ShouldBe(writes / 3);
        runs.ShouldAllBe(run => run.State == RunState.Success);
    }

    private protected abstract Task<(MeltanoTable Table, MeltanoRig Rig)> CreateAsync();

    /// <summary>Inserts, beats and ends runs one after the other, three writes each, with a pause after each write.</summary>
    private protected abstract Task WriteAsync(int runs, TimeSpan pause);
}
