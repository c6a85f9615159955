using System.Text;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class LogFollowerTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, new[] { "a", "b", "c" })]
    [InlineData(1, new[] { "c" })]
    [InlineData(2, new[] { "b", "c" })]
    [InlineData(9, new[] { "a", "b", "c" })]
    public async Task ReadAsync_WithoutFollow_IsTheTailAndEnds(int? tail, string[] expected)
    {
        using var folder = new LogFolder().With("a\nb\nc\n");

        (await ReadAsync(folder.Log, tail)).ShouldBe(expected);
    }

    [Fact]
    public async Task ReadAsync_HalfWrittenLastLine_IsShownAsItStands()
    {
        using var folder = new LogFolder().With("a\nb\nhal");

        (await ReadAsync(folder.Log, 2)).ShouldBe(["b", "hal"]);
    }

    [Fact]
    public async Task ReadAsync_EmptyFile_IsEmpty()
    {
        using var folder = new LogFolder().With("");

        (await ReadAsync(folder.Log, 5)).ShouldBeEmpty();
    }

    [Property(MaxTest = 30)]
    public async Task ReadAsync_AnyFile_TailIsTheEndOfTheWhole(PositiveInt lines, PositiveInt length, PositiveInt tail)
    {
        using var folder = new LogFolder().With(string.Concat(Enumerable.Range(0, lines.Get * 20).Select(n => $"{n} {new string('x', length.Get * n % 5000)}\n")));

        var all = await ReadAsync(folder.Log, null);

        (await ReadAsync(folder.Log, tail.Get)).ShouldBe(all.TakeLast(tail.Get));
    }

    [Theory]
    [InlineData("", "first\n", new[] { "first" })]
    [InlineData("first\n", "first\nsecond\n", new[] { "first", "second" })]
    public async Task ReadAsync_AFileThatALongerOneWithTheSameContentReplaces_IsReadOn(string content, string longer, string[] expected)
    {
        using var folder = new LogFolder().With(content);
        using var log = new FollowedLog(tail: null, folder.Log);
        await log.PollAsync();

        File.WriteAllText(folder.Log + ".new", longer);
        File.Move(folder.Log + ".new", folder.Log, overwrite: true);

        (await log.ReachAsync(expected.Length)).ShouldBe(expected);
        (await log.EndAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task ReadAsync_TailOfALineThatBeganLongAgo_LeavesItOut()
    {
        using var folder = new LogFolder().With($"password {new string('s', 20_000_000)} end\nnext\n");

        (await ReadAsync(folder.Log, 5)).ShouldBe(["next"]);
    }

    [Fact]
    public async Task ReadAsync_Follow_TellsNewLinesOnceTheyAreWholeAndEndsWithTheRun()
    {
        using var folder = new LogFolder().With("old\nlast\n");
        using var log = new FollowedLog(tail: 1, folder.Log);
        (await log.ReachAsync(1)).ShouldBe(["last"]);

        folder.Append("one\nha");
        (await log.ReachAsync(2)).ShouldBe(["last", "one"]);
        folder.Append("lf\n");
        (await log.ReachAsync(3)).ShouldBe(["last", "one", "half"]);
        folder.Append("rest without an end");

        (await log.EndAsync()).ShouldBe(["last", "one", "half", "rest without an end"]);
    }

    [Fact]
    public async Task ReadAsync_FileThatComesLater_IsReadFromItsBeginning()
    {
        using var folder = new LogFolder();
        using var log = new FollowedLog(tail: 1, Path.Combine(folder.Root, "other", "elt.log"), folder.Log);

        folder.With("first\nsecond\n");

        (await log.ReachAsync(1))[^1].ShouldBe("second");
        await log.EndAsync();
    }

    [Fact]
    public async Task ReadAsync_FileThatNeverComes_TellsWhereItWasExpected()
    {
        using var folder = new LogFolder();
        using var log = new FollowedLog(tail: null, folder.Log);

        (await Should.ThrowAsync<MissingLogException>(log.EndAsync)).Message.ShouldContain(folder.Log);
        (await Should.ThrowAsync<MissingLogException>(() => ReadAsync(folder.Log, null))).Message.ShouldContain("Meltano:LogDirectory");
    }

    [Fact]
    public async Task ReadAsync_TruncatedFile_IsReadAgainFromItsBeginning()
    {
        using var folder = new LogFolder().With("a\nb\nunfinished");
        using var log = new FollowedLog(tail: null, folder.Log);
        await log.ReachAsync(2);

        folder.With("c\n");

        (await log.ReachAsync(4)).ShouldBe(["a", "b", "unfinished", "c"]);
        await log.EndAsync();
    }

    [Fact]
    public async Task ReadAsync_FileRewrittenLonger_IsNoticedByItsContent()
    {
        using var folder = new LogFolder().With("a\nb\n");
        using var log = new FollowedLog(tail: null, folder.Log);
        await log.ReachAsync(2);

        folder.With("another run\nwith more lines\n");

        (await log.ReachAsync(4)).ShouldBe(["a", "b", "another run", "with more lines"]);
        await log.EndAsync();
    }

    [Fact]
    public async Task ReadAsync_RotatedFile_IsReadToItsEndAndThenTheNewOne()
    {
        using var folder = new LogFolder().With("a\n");
        using var log = new FollowedLog(tail: null, folder.Log);
        await log.ReachAsync(1);

        folder.Append("before the rotation\n");
        File.Move(folder.Log, folder.Log + ".1");
        folder.With("after\n");

        (await log.ReachAsync(3)).ShouldBe(["a", "before the rotation", "after"]);
        await log.EndAsync();
    }

    [Fact]
    public async Task ReadAsync_DeletedFile_GoesOnWhenThereIsANewOne()
    {
        using var folder = new LogFolder().With("a\n");
        using var log = new FollowedLog(tail: null, folder.Log);
        await log.ReachAsync(1);

        File.Delete(folder.Log);
        folder.With("b\n");

        (await log.ReachAsync(2)).ShouldBe(["a", "b"]);
        await log.EndAsync();
    }

    [Fact]
    public async Task ReadAsync_CancelledWhileWaiting_Throws()
    {
        using var folder = new LogFolder().With("a\n");
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        var reading = new LogFollower([folder.Log], new FakeTimeProvider()).ReadAsync(null, follow: true, CancellationToken.None, caller.Token)
            .ToListAsync(Ended).AsTask();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading.DefaultTimeout);
    }

    [Fact]
    public void TailScan_FileOfOneGigabyte_ReadsItsEndOnly()
    {
        using var folder = new LogFolder();
        using var file = File.OpenHandle(folder.Log, FileMode.CreateNew, FileAccess.ReadWrite);
        const long Length = 1L << 30;
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(n => $"{n:000000000}\n")));
        RandomAccess.Write(file, lines, Length - lines.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();

        TailScan.Find(file, Length, 100).ShouldBe(Length - 1000);

        // The first of the thousand lines begins somewhere before the part that is searched.
        TailScan.Find(file, Length, 5000).ShouldBe(Length - 9990);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task ReadAsync_TailOfOneGigabyte_IsItsLastLines()
    {
        using var folder = new LogFolder();
        using (var file = File.OpenHandle(folder.Log, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, "\nfirst\nsecond\nthird\n"u8, 1L << 30);
        }

        (await ReadAsync(folder.Log, 2)).ShouldBe(["second", "third"]);
    }

    private static async Task<string[]> ReadAsync(string path, int? tail)
    {
        var lines = await new LogFollower([path], TimeProvider.System).ReadAsync(tail, follow: false, CancellationToken.None, Ended)
            .SelectMany(lines => lines).Select(line => line.Text).ToListAsync(Ended).AsTask().DefaultTimeout();
        return [.. lines];
    }
}
