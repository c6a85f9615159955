using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class SqliteRunTests : RunTests
{
    private const int PageSize = 4096;

    [Fact]
    public async Task FindRun_TextsWithBytesThatPythonCouldNotDecode_AreShownWithReplacements()
    {
        var id = await Table.InsertAsync(new MeltanoRun(Rig.Now)
        {
            State = "FAIL",
            EndedAt = Rig.Now,
            Payload = """{"error": "caf\udc80 \ud83d\ude00 \\ud800", "singer_state": {"bookmarks": {"a\udc80": {"replication_key_value": "b\udc80"}}}}""",
        });

        var run = await Rig.GetAsync(id);

        run.Error.ShouldBe("caf\ufffd \U0001F600 \\ud800");
        run.Metadata["bookmark.a\ufffd"].ShouldBe("b\ufffd");
    }

    [Fact]
    public async Task ListRuns_WhileTheDatabaseDoesNotAnswer_FailsAndReadsTheErrorLater()
    {
        await Table.InsertAsync(new MeltanoRun(Rig.Now) { State = "FAIL", EndedAt = Rig.Now, Payload = $$"""{"error": "no", "pad": "{{new string('x', 3 * PageSize)}}"}""" });
        await Rig.ReadAsync();
        var whole = await File.ReadAllBytesAsync(Folder.DatabasePath, TestContext.Current.CancellationToken);

        await File.WriteAllBytesAsync(Folder.DatabasePath, WithABrokenPage(whole), TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<RunSourceException>(() => Rig.Runs.ListRunsAsync(new RunQuery(), TestContext.Current.CancellationToken).AsTask().DefaultTimeout());
        await File.WriteAllBytesAsync(Folder.DatabasePath, whole, TestContext.Current.CancellationToken);

        failure.Message.ShouldContain("malformed");
        (await Rig.ListAsync()).ShouldHaveSingleItem().Error.ShouldBe("no");
    }

    private protected override async Task<(MeltanoTable Table, MeltanoRig Rig)> CreateAsync() => (await Folder.CreateDatabaseAsync(), new MeltanoRig(Folder));

    /// <summary>By a process of its own: SQLite's locks are those of a process.</summary>
    private protected override Task WriteAsync(int runs, TimeSpan pause) => MeltanoWriter.WriteAsync(Folder.DatabasePath, runs, pause);

    /// <summary>The first page that holds nothing but a part of the payload leads to a page that does not exist.</summary>
    private static byte[] WithABrokenPage(byte[] database)
    {
        var broken = database.ToArray();
        var page = Enumerable.Range(0, database.Length / PageSize).First(page => !database.AsSpan((page * PageSize) + 4, PageSize - 4).ContainsAnyExcept((byte)'x'));
        broken.AsSpan(page * PageSize, 4).Fill(0x7F);
        return broken;
    }
}
