using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using FlextMonitor.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>What may happen to the file of a system database, and how much of it is read.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private readonly MeltanoFolder _folder = new();
    private MeltanoRig _rig = null!;

    public ValueTask InitializeAsync()
    {
        _rig = new MeltanoRig(_folder);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Read_WithoutAFile_FailsEveryCallWithTheReason_UntilTheFileIsThere()
    {
        await _rig.ReadAsync();
        var gone = await Should.ThrowAsync<RunSourceException>(() => _rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken).AsTask());

        var table = await _folder.CreateDatabaseAsync();
        await table.InsertAsync(new MeltanoRun(_rig.Now));

        gone.Message.ShouldBe($"there is no file {_folder.DatabasePath}. Meltano makes it with its first run; if it is elsewhere, set Meltano:DatabaseUri");
        (await _rig.ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Read_AFileThatWasReplaced_ShowsTheNewOnesRuns()
    {
        var first = await _folder.CreateDatabaseAsync();
        await first.InsertAsync(new MeltanoRun(_rig.Now) { StateId = "dev:old-to-x" });
        (await _rig.ListAsync()).ShouldHaveSingleItem().PipelineId.ShouldBe("dev:old-to-x");

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.DatabasePath)!))
        {
            File.Delete(file);
        }

        var second = await _folder.CreateDatabaseAsync();
        await second.InsertAsync(new MeltanoRun(_rig.Now) { StateId = "dev:new-to-x" });
        await second.InsertAsync(new MeltanoRun(_rig.Now) { StateId = "dev:new-to-x" });

        (await _rig.ListAsync()).Select(run => run.PipelineId).ShouldBe(["dev:new-to-x", "dev:new-to-x"]);
    }

    [Fact]
    public async Task Read_WhatIsNoDatabase_SaysWhy()
    {
        _folder.Write(".meltano/meltano.db", new string('x', 4096));
        await _rig.ReadAsync();
        var noDatabase = _rig.Reader.Failure;

        File.Delete(_folder.DatabasePath);
        Directory.CreateDirectory(_folder.DatabasePath);
        await _rig.ReadAsync();
        var noFile = _rig.Reader.Failure;

        Directory.Delete(_folder.DatabasePath);
        await using (var other = new SqliteConnection($"Data Source={_folder.DatabasePath};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE songs (id INTEGER)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await _rig.ReadAsync();

        noDatabase.ShouldNotBeNull().ShouldContain("not a database");
        noFile.ShouldBe($"{_folder.DatabasePath} is a folder, not a database");
        _rig.Reader.Failure.ShouldNotBeNull().ShouldContain("has no table 'runs'");
    }

    [Fact]
    public async Task Read_WhereTheWriteAheadLogCannotBeOpened_GoesByACopyAndSaysSo()
    {
        var table = await _folder.CreateDatabaseAsync();
        await table.InsertAsync(new MeltanoRun(_rig.Now));

        // As where the folder may not be written to: the log can neither be opened nor be made.
        Directory.CreateDirectory(_folder.DatabasePath + "-wal");

        (await _rig.ListAsync()).ShouldHaveSingleItem();
        _rig.Reader.Description.ShouldNotBeNull().ShouldContain("by way of a copy that is at most 10 s old");
    }

    [Fact]
    public async Task Copy_IsRenewedAfterTenSeconds_AndAnOlderOneIsRemoved()
    {
        var table = await _folder.CreateDatabaseAsync();
        using var copy = new SqliteCopy(_folder.DatabasePath, _rig.Time);
        await table.InsertAsync(new MeltanoRun(_rig.Now));
        var first = await CountAsync(copy, "1");
        await table.InsertAsync(new MeltanoRun(_rig.Now));

        _rig.Time.Advance(SqliteCopy.Oldest - TimeSpan.FromSeconds(1));
        var young = await CountAsync(copy, "2");
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        var old = await CountAsync(copy, "2");
        _rig.Time.Advance(SqliteCopy.Oldest);
        await table.InsertAsync(new MeltanoRun(_rig.Now));
        var unchanged = await CountAsync(copy, "2");

        (first.Rows, young.Rows, old.Rows, unchanged.Rows).ShouldBe((1, 1, 2, 2));
        (File.Exists(first.File), File.Exists(old.File)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Copy_ForManyCallsWhileAProcessWrites_IsAlwaysWhole()
    {
        await _folder.CreateDatabaseAsync();
        using var copy = new SqliteCopy(_folder.DatabasePath, _rig.Time);
        var writing = MeltanoWriter.WriteAsync(_folder.DatabasePath, 50, TimeSpan.Zero);

        var highest = 0L;
        while (!writing.IsCompleted)
        {
            _rig.Time.Advance(SqliteCopy.Oldest);
            var rows = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CountAsync(copy, null)))).DefaultTimeout();
            rows.Min(row => row.Rows).ShouldBeGreaterThanOrEqualTo(highest);
            highest = rows.Max(row => row.Rows);
        }

        await writing;
        _rig.Time.Advance(SqliteCopy.Oldest);
        (await CountAsync(copy, null)).Rows.ShouldBe(50);
    }

    [Fact]
    public async Task Copy_OfAJournalThatWasLeftBehind_HasTheTransactionTakenBack()
    {
        var table = await _folder.CreateDatabaseAsync();
        await table.InsertAsync(new MeltanoRun(_rig.Now));
        await table.ExecuteAsync("PRAGMA journal_mode=DELETE");
        await CrashAsync("INSERT INTO runs (job_name, payload) SELECT 'dev:half-to-x', hex(zeroblob(1000)) FROM json_each('[' || substr(replace(hex(zeroblob(2000)), '00', ',1'), 2) || ']')");
        File.Exists(_folder.DatabasePath + "-journal").ShouldBeTrue();
        using var copy = new SqliteCopy(_folder.DatabasePath, _rig.Time);

        (await CountAsync(copy, null)).Rows.ShouldBe(1);
    }

    [Fact]
    public void CopyFolder_OfAProcessThatCrashed_IsRemovedByTheNextOne_AndOneInUseIsNot()
    {
        var parent = Directory.CreateDirectory(Path.Combine(_folder.Path, "tmp"));
        var left = parent.CreateSubdirectory("flextmonitor-copy-left");
        File.WriteAllText(Path.Combine(left.FullName, "lock"), "");
        using var used = new CopyFolder(parent.FullName);
        var inUse = parent.GetDirectories().ShouldHaveSingleItem().FullName;

        using (new CopyFolder(parent.FullName))
        {
            Directory.Exists(inUse).ShouldBeTrue();
        }

        parent.GetDirectories().ShouldHaveSingleItem().FullName.ShouldBe(inUse);
    }

    [Fact]
    public async Task Open_TheConnection_CannotWrite()
    {
        await _folder.CreateDatabaseAsync();
        using var database = new SqliteRunDatabase(_folder.DatabasePath, "Meltano:DatabaseUri", _rig.Time);

        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM runs";

        (await Should.ThrowAsync<SqliteException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).Message.ShouldContain("readonly");
    }

    [Fact]
    public async Task ListRuns_APayloadOf20Megabytes_IsNotLoaded()
    {
        var table = await _folder.CreateDatabaseAsync();
        var payload = """{"singer_state": {"big": "?"}}""".Replace("?", new string('x', 20_000_000), StringComparison.Ordinal);
        await table.InsertAsync(new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now, Payload = payload });
        await table.InsertAsync(new MeltanoRun(_rig.Now) { State = "FAIL", EndedAt = _rig.Now, Payload = payload });
        await _rig.ReadAsync();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = _rig.Reader.StepAsync(TestContext.Current.CancellationToken);
        var listing = _rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // SQLite works on the calling thread.
        (reading.IsCompletedSuccessfully, listing.IsCompletedSuccessfully).ShouldBe((true, true));
        (await listing).Runs.Count.ShouldBe(2);
        allocated.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task ListRuns_Of100000_ReadsTheTableOnceAndThenOnlyWhatIsNew()
    {
        var table = await _folder.CreateDatabaseAsync();
        await table.FillAsync(100_000, _rig.Now);
        await _rig.ReadAsync();
        await table.InsertAsync(new MeltanoRun(_rig.Now + TimeSpan.FromSeconds(1)));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var listing = _rig.Runs.ListRunsAsync(new RunQuery { Limit = 50 }, TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        var reading = _rig.Reader.StepAsync(TestContext.Current.CancellationToken);
        var allocatedByReading = GC.GetAllocatedBytesForCurrentThread() - before;
        reading.IsCompletedSuccessfully.ShouldBeTrue();
        var page = await _rig.Runs.ListRunsAsync(new RunQuery { Limit = 50 }, TestContext.Current.CancellationToken);

        (await listing).Total.ShouldBe(100_000);
        allocated.ShouldBeLessThan(1_000_000);
        allocatedByReading.ShouldBeLessThan(5_000_000); // The list of 100,001 rows; the rows themselves would take 30 MB.
        (page.Total, page.Runs.Count, page.Runs[0].State).ShouldBe((100_001, 50, RunState.Running));
    }

    private static async Task<(long Rows, string File)> CountAsync(SqliteCopy copy, string? version)
    {
        var file = "";
        await using var connection = await copy.OpenAsync(version, OpenAsync, TestContext.Current.CancellationToken).DefaultTimeout();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM runs";
        return ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, file);

        async Task<SqliteConnection> OpenAsync(string path, CancellationToken cancellationToken)
        {
            file = path;
            var opened = new SqliteConnection($"Data Source={path};Pooling=False");
            await opened.OpenAsync(cancellationToken);
            await using var look = opened.CreateCommand();
            look.CommandText = "SELECT count(*) FROM sqlite_master";
            await look.ExecuteScalarAsync(cancellationToken);
            return opened;
        }
    }

    /// <summary>Ends a process in the middle of a transaction of which a part has been written to the file.</summary>
    private async Task CrashAsync(string statement)
    {
        await using var python = ProgramProcess.StartCommand("/usr/bin/python3", ["-c", "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA cache_size=10'); c.execute(sys.argv[2]); os._exit(0)", _folder.DatabasePath, statement]);
        await python.ExitAsync();
    }
}
