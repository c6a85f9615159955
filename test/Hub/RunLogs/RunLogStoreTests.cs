using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.RunLogs;
using FlextMonitor.Hub.RunLogs.Reading;
using FlextMonitor.Hub.RunLogs.Search;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.RunLogs;

public sealed class RunLogStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-logs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_WithMoreThanMayBeKept_DeletesTheOldestLog()
    {
        await using var logs = new RunLogs(_folder.FullName, maxBytes: 1_000_000);
        logs.Daemon.Continued = (_, _) => Lines(1, 400, length: 1000);
        await logs.ReadAsync("first");
        await logs.ReadAsync("second");
        logs.Time.Advance(RunLog.IdleTime);

        await logs.ReadAsync("third");

        logs.Files.ShouldBe([FileOf("second"), FileOf("third")], ignoreOrder: true);
    }

    [Fact]
    public async Task Read_OnADiskThatIsFull_KeepsTheNewestLinesAndSaysWhy()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        await using var logs = new RunLogs(disk.Path);
        logs.Daemon.Continued = (_, _) => Lines(1, 1500, length: 1000);

        var log = await logs.ReadAsync("run-1");

        log.Standing.Lines.ShouldBe(1500);
        log.Standing.StoreError.ShouldNotBeNull().ShouldContain("space");
        log.Read(1, 1).ShouldHaveSingleItem().Line.Message.ShouldStartWith("line 1 ");
        log.Read(1, 2000).Select(line => line.Number).ShouldBe(Enumerable.Range(1, 1500).Select(number => (long)number), "no line is lost between the disk and the memory");
        log.Searches.For(new RunLogQuery("line 1500 ", IsPattern: false, Least: null)).Find(log, TestContext.Current.CancellationToken).Numbers.ShouldBe([1500]);
    }

    [Fact]
    public async Task Read_AfterTheDiskWasFull_ReadsTheRestAgain()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 2);
        await using var logs = new RunLogs(disk.Path);
        var read = new List<LogRead>();
        logs.Daemon.Continued = (before, _) =>
        {
            read.Add(before);
            return read.Count == 1 ? Failing(Lines(1, 900, length: 1000)) : Lines(before.Lines!.Value + 1, 900 - before.Lines.Value, length: 1000);
        };
        disk.Fill();
        File.Delete(Path.Combine(disk.Path, "ballast"));
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "ballast"), new byte[1_600_000], TestContext.Current.CancellationToken);
        (await logs.ReadAsync("run-1")).Standing.StoreError.ShouldNotBeNull();

        disk.Free();
        logs.Time.Advance(TimeSpan.FromSeconds(10));
        var log = await logs.ReadAsync("run-1");

        log.Standing.StoreError.ShouldBeNull();
        log.Standing.IsWhole.ShouldBeTrue();
        log.Read(1, 2000).Select(line => line.Number).ShouldBe(Enumerable.Range(1, 900).Select(number => (long)number));
    }

    [Fact]
    public async Task Read_OfARunThatEndedAtADaemonThatDoesNotEndItsLog_EndsAfterASilence()
    {
        await using var logs = new RunLogs(_folder.FullName);
        logs.Daemon.Execution = id => Messages.Execution(id) with { Status = ExecutionStatus.Success };
        logs.Daemon.Continued = (_, stop) => Open(Lines(1, 3), stop);
        var log = await logs.OpenAsync("run-1");
        await Eventually.IsAsync(() => log.Standing.Lines == 3);

        await Eventually.IsAsync(() =>
        {
            logs.Time.Advance(TimeSpan.FromSeconds(2));
            return log.Standing.IsWhole;
        });

        log.Standing.Lines.ShouldBe(3);
    }

    [Fact]
    public async Task Ask_NoMore_StopsReadingAndGoesOnLater()
    {
        await using var logs = new RunLogs(_folder.FullName);
        logs.Daemon.Execution = id => Messages.Execution(id) with { Status = ExecutionStatus.Running };
        logs.Daemon.Continued = (before, stop) => Open(Lines(before.Lines!.Value + 1, 2), stop);
        var log = await logs.OpenAsync("run-1");
        await Eventually.IsAsync(() => log.Standing.Lines == 2);

        logs.Time.Advance(RunLog.IdleTime);
        await Eventually.IsAsync(() => !log.Standing.IsReading);
        log = await logs.OpenAsync("run-1");
        await Eventually.IsAsync(() => log.Standing.Lines == 4);

        log.Standing.IsWhole.ShouldBeFalse();
        log.Read(1, 10).Select(line => line.Line.Message).ShouldBe(["line 1 ", "line 2 ", "line 3 ", "line 4 "]);
    }

    private static string FileOf(string id) => new RunLogKey("default", id).FileName + ".log";

    private static async IAsyncEnumerable<LogLine> Lines(long first, long count, int length = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            yield return new LogLine { Timestamp = Messages.Noon, Level = "info", Message = $"line {number} {new string('x', length)}" };
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<LogLine> Failing(IAsyncEnumerable<LogLine> lines)
    {
        await foreach (var line in lines)
        {
            yield return line;
        }

        throw new DaemonCallException("the connection was lost") { Code = HubErrorCodes.Unavailable };
    }

    private static async IAsyncEnumerable<LogLine> Open(IAsyncEnumerable<LogLine> lines, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var line in lines)
        {
            yield return line;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }
}
