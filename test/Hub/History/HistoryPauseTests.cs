using System.Runtime.Versioning;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>A store that cannot be written pauses history, says why, and nothing else.</summary>
[SupportedOSPlatform("linux")]
public sealed class HistoryPauseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "history.db");

    private string ConnectionString => $"Data Source={File};Pooling=False;Default Timeout=1";

    [Fact]
    public async Task Write_ToAFileThatIsNoDatabase_PausesWithTheReason_AndResumesOnceItIsReplaced()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Join('\n', Enumerable.Repeat("This is text.", 1000)), Cancelled);
        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(5, Messages.Heartbeat());

        (await history.WriteAsync()).ShouldBeFalse();
        history.PausedBecause!.ShouldStartWith("ConnectionStrings:History must be a SQLite database that can be written, but SQLite Error 26");
        (await history.Get<HealthCheckService>().CheckHealthAsync(Cancelled)).Entries["history"].Status.ShouldBe(HealthStatus.Degraded);

        System.IO.File.Delete(File);
        (await history.WriteAsync()).ShouldBeTrue();
        history.PausedBecause.ShouldBeNull();
        (await history.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).ShouldHaveSingleItem().LiveMs.ShouldBe(5_000);
    }

    [Fact]
    public async Task Answer_OfWhatIsInMemory_NeedsNoStore()
    {
        await System.IO.File.WriteAllTextAsync(File, "This is text.", Cancelled);
        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(5, Messages.Heartbeat());

        var answer = await history.ReadAsync(Messages.Noon, history.Now);

        answer.StepSeconds.ShouldBe(1);
        answer.Figures["cpuUsage"]["mean"].ShouldBe([10, 10, 10, 10, 10]);
    }

    [Fact]
    public async Task Write_WhileAnotherWritesForLong_PausesAndLosesNothing()
    {
        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        (await history.WriteAsync()).ShouldBeTrue();
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10), Messages.Execution("1")).EachSecond(5, Messages.Heartbeat());
        await using (var other = new SqliteConnection(ConnectionString))
        {
            await other.OpenAsync(Cancelled);
            await using var writing = await other.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, Cancelled);

            (await history.WriteAsync()).ShouldBeFalse();
            history.PausedBecause!.ShouldContain("database is locked");
        }

        (await history.WriteAsync()).ShouldBeTrue();
        await using var context = await history.ContextAsync();
        (await context.Runs.CountAsync(Cancelled)).ShouldBe(1);
    }

    [Fact]
    public async Task Write_ToAFullDisk_PausesWithTheReason_AndResumesOnceThereIsRoom()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 2);
        await using var history = await RecordedHistory.StartAsync($"Data Source={Path.Combine(disk.Path, "history.db")};Pooling=False");
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(10, Messages.Heartbeat());
        (await history.WriteAsync()).ShouldBeTrue(history.PausedBecause);

        disk.Fill();
        history.EachSecond(20, Messages.Stats(cpu: 20)).After(0, [.. Enumerable.Range(0, 200).Select(place => Messages.Execution($"run-{place}"))]);
        (await history.WriteAsync()).ShouldBeFalse();
        history.PausedBecause!.ShouldMatch("full|disk I/O error");
        (await history.ReadAsync(Messages.Noon, history.Now)).LiveSeconds.Sum().ShouldBe(30, "memory knows it");

        disk.Free();
        (await history.WriteAsync()).ShouldBeTrue(history.PausedBecause);
        (await history.StoredAsync(HistoryOptions.DefaultTiers[0].Step)).Select(bucket => bucket.LiveMs).ShouldBe([10_000, 10_000, 10_000]);
    }

    [Fact]
    public async Task Start_WithATornFile_PausesWithTheReason_AndLiveGoesOn()
    {
        await using (var first = await RecordedHistory.StartAsync(ConnectionString))
        {
            first.After(0, [Messages.Status(), Messages.Stats(cpu: 10), .. Enumerable.Range(0, 200).Select(place => Messages.Execution($"run-{place}"))]).EachSecond(30, Messages.Heartbeat());
            await first.WriteAsync();
        }

        await using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(file.Length / 3);
        }

        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        history.After(0, Messages.Status(), Messages.Stats(cpu: 20), Messages.Execution("new")).EachSecond(5, Messages.Heartbeat());
        (await history.WriteAsync()).ShouldBeFalse();
        history.PausedBecause!.ShouldContain("malformed");
        (await history.ReadAsync(Messages.Noon, history.Now)).Figures["cpuUsage"]["mean"].ShouldBe([20, 20, 20, 20, 20]);

        System.IO.File.Delete(File);
        (await history.WriteAsync()).ShouldBeTrue(history.PausedBecause);
    }

    [Fact]
    public async Task Pause_OfMoreThanAnHour_LeavesAGapThatReadsUnseen()
    {
        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        history.After(0, Messages.Status(), Messages.Stats(cpu: 10)).EachSecond(10, Messages.Heartbeat());
        await history.WriteAsync();
        for (var minute = 0; minute < 90; minute++)
        {
            history.After(4, Messages.Stats(cpu: minute)).After(56, Messages.Stats(cpu: minute));
            history.FailToWrite();
        }

        await history.WriteAsync();

        var day = (await history.StoredAsync(HistoryOptions.DefaultTiers[4].Step)).ShouldHaveSingleItem();
        ((double)day.LiveMs).ShouldBe(10_000 + (60 * 4_000), 8_000);
        day[Figure.CpuUsage].Min.ShouldBe(100);
    }

    [Fact]
    public async Task File_OfHistory_CanGiveSpaceBack()
    {
        await using var history = await RecordedHistory.StartAsync(ConnectionString);
        await history.WriteAsync();
        await using var context = await history.ContextAsync();

        (await context.Database.SqlQueryRaw<long>("SELECT auto_vacuum AS Value FROM pragma_auto_vacuum").SingleAsync(Cancelled)).ShouldBe(2);
        (await context.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = 'Buckets'").SingleAsync(Cancelled)).TrimEnd().ShouldEndWith("WITHOUT ROWID");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
