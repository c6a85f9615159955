using FlextMonitor.Daemon.Meltano.Logs;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Daemon.Service;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class RunLogTests
{
    private const string Stamp = "2024-05-01T12:00:00.123456Z [info     ] ";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServeAsync_ALog_IsSentAsEntriesWithoutSecrets()
    {
        using var folder = new LogFolder().With($"{Stamp}first\n{Stamp}INFO token hun\u001b[0mter22 name=tap-x string_id=tap-x\nno stamp\n");

        var sent = await ServeAsync(folder.Log);

        sent.Select(entry => (entry.Timestamp, entry.Level, entry.Message, entry.ExecutionId)).ShouldBe(
        [
            ("2024-05-01T12:00:00.123456Z", "INFO", "first", "7"),
            ("2024-05-01T12:00:00.123456Z", "INFO", "tap-x | token *****\nno stamp", "7"),
        ]);
        sent[1].Metadata["plugin"].ShouldBe("tap-x");
    }

    [Fact]
    public async Task ServeAsync_LogWithoutStamps_SendsNoTimeAndNoLevel()
    {
        using var folder = new LogFolder().With("text\n");

        (await ServeAsync(folder.Log)).Single().ShouldBe(new LogEntry { Message = "text", ExecutionId = "7" });
    }

    [Fact]
    public async Task ServeAsync_LineOf10Megabytes_IsCutAndSaysSo()
    {
        using var folder = new LogFolder().With($"{Stamp}{new string('x', 10_000_000)}\n{Stamp}next\n");

        var sent = await ServeAsync(folder.Log);

        sent[0].Message.Length.ShouldBeLessThan(LineSplitter.Longest + 100);
        sent[0].Message.ShouldEndWith("(the rest of this line is left out)");
        sent[1].Message.ShouldBe("next");
    }

    [Fact]
    public async Task ServeAsync_NoLog_IsNotFoundAndNamesTheFile()
    {
        using var folder = new LogFolder();

        var refused = await Should.ThrowAsync<RunSourceException>(() => ServeAsync(folder.Log));

        (refused.Reason, refused.Message.Contains(folder.Log, StringComparison.Ordinal)).ShouldBe((RefusalReason.NotFound, true));
        (await Should.ThrowAsync<RunSourceException>(() => ServeAsync())).Message.ShouldContain("state id");
    }

    [Fact]
    public async Task ReadAsync_Follow_ShowsAnEntryWithoutWaitingForTheNext()
    {
        using var folder = new LogFolder().With($"{Stamp}first\n  more\n");
        using var runEnded = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        await using var entries = Log(time, folder.Log).ReadAsync(null, follow: true, runEnded.Token, Ended).GetAsyncEnumerator(Ended);

        (await NextAsync(time, entries))!.Message.ShouldBe("first\n  more");
        folder.Append("  late\n");
        (await NextAsync(time, entries))!.ShouldBe(new RunLogEntry(new DateTimeOffset(2024, 5, 1, 12, 0, 0, 123, 456, TimeSpan.Zero), "INFO", null, "  late"));
        await runEnded.CancelAsync();
        (await NextAsync(time, entries)).ShouldBeNull();
    }

    private static async Task<RunLogEntry?> NextAsync(FakeTimeProvider time, IAsyncEnumerator<RunLogEntry> entries)
    {
        var next = entries.MoveNextAsync().AsTask();
        await Advancing.UntilAsync(time, LogFollower.Poll, () => Task.FromResult(next.IsCompleted ? next : null));
        return await next ? entries.Current : null;
    }

    private static RunLog Log(TimeProvider time, params string[] paths) =>
        new(paths, new LineParser(TimeZoneInfo.Utc), new SecretMask(["hunter22"]), time);

    private static Task<List<LogEntry>> ServeAsync(params string[] paths)
    {
        return ReadAsync().DefaultTimeout();

        async Task<List<LogEntry>> ReadAsync()
        {
            var sent = new List<LogEntry>();
            await foreach (var line in RunLogLines.ReadAsync(Log(TimeProvider.System, paths), null, follow: false, CancellationToken.None, Ended))
            {
                sent.Add(ToProto.LogEntry(line, "7"));
            }

            return sent;
        }
    }
}
