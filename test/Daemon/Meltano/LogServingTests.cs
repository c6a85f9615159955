using System.Globalization;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>The log of a row, and the rows that it counts.</summary>
public sealed class LogServingTests : IAsyncLifetime
{
    private const string Begin = "2026-11-24T02:00:00.000000Z [info     ] ";

    private readonly MeltanoFolder _folder = new("""
        plugins:
          extractors:
          - name: tap-a
            config: {user: ada, deep: {auth_token: hunter22}}
            settings: [{name: pin_code, kind: password}]
          loaders:
          - name: target-b
            config: {pin_code: '987654'}
        """);

    private MeltanoRig _rig = null!;
    private MeltanoTable _table = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _table = await _folder.CreateDatabaseAsync();
        _rig = new MeltanoRig(_folder, MeltanoRig.OptionsOf(_folder) with { LogDirectory = Path.Combine(_folder.Path, "logs") });
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ReadLog_OfARow_IsItsFileWithoutTheProjectsSecrets_AndEndsWithTheRun()
    {
        var run = new MeltanoRun(_rig.Now);
        var id = await _table.InsertAsync(run);
        _folder.Write(LogOf(run), $"{Begin}first\n{Begin}token hunter22, pin 987654, user ada\n");
        await _rig.ReadAsync();

        await using var lines = _rig.Runs.ReadLogAsync(id.ToString(CultureInfo.InvariantCulture), null, follow: true, Ended).GetAsyncEnumerator(Ended);
        var first = await NextAsync(lines);
        var second = await NextAsync(lines);
        await _table.EndAsync(id, "SUCCESS", _rig.Now);
        await _rig.ReadAsync();
        var end = await NextAsync(lines);

        (first!.Message, first.Level, first.Time).ShouldBe(("first", "INFO", new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero)));
        second!.Message.ShouldBe("token *****, pin *****, user ada");
        end.ShouldBeNull();
    }

    [Fact]
    public async Task ReadLog_WithoutAFile_IsNotFoundAndSaysWhereItWasLookedFor()
    {
        var run = new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now };
        var id = await _table.InsertAsync(run);
        await _rig.ReadAsync();

        await using var lines = _rig.Runs.ReadLogAsync(id.ToString(CultureInfo.InvariantCulture), null, follow: false, Ended).GetAsyncEnumerator(Ended);
        var missing = await Should.ThrowAsync<RunSourceException>(() => lines.MoveNextAsync().AsTask().DefaultTimeout());

        missing.Reason.ShouldBe(RefusalReason.NotFound);
        missing.Message.ShouldContain(Path.Combine(_folder.Path, LogOf(run)));
    }

    [Fact]
    public async Task ListRuns_RowsOfTheLog_AreCountedInTheBackground_AndStayUnknownWithoutAny()
    {
        var counted = new MeltanoRun(_rig.Now);
        await _table.InsertAsync(counted);
        await _table.InsertAsync(new MeltanoRun(_rig.Now - TimeSpan.FromMinutes(1)));
        _folder.Write(LogOf(counted), Metric("orders", 40) + Metric("users", 2));

        var before = await _rig.ListAsync();
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();
        var after = await _rig.ListAsync();

        before.Select(run => run.Records).ShouldBe([null, null]);
        after.Select(run => run.Records).ShouldBe([42, null]);
    }

    [Fact]
    public async Task ListRuns_LinesAfterTheEnd_AreCounted_AndAreNoneOfAnotherDatabases()
    {
        var run = new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now };
        await _table.InsertAsync(run);
        _folder.Write(LogOf(run), Metric("orders", 40));
        await _rig.ListAsync();
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();
        var atTheEnd = (await _rig.ListAsync()).ShouldHaveSingleItem().Records;

        _folder.Append(LogOf(run), Metric("orders", 2));
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();
        var later = (await _rig.ListAsync()).ShouldHaveSingleItem().Records;
        await _table.ExecuteAsync("DELETE FROM runs");
        await _table.InsertAsync(new MeltanoRun(_rig.Now));
        var other = (await _rig.ListAsync()).ShouldHaveSingleItem().Records;

        (atTheEnd, later, other).ShouldBe((40, 42, null));
    }

    [Fact]
    public async Task ListRuns_ALogThatCannotBeRead_IsTriedAgain()
    {
        var run = new MeltanoRun(_rig.Now) { State = "SUCCESS", EndedAt = _rig.Now };
        await _table.InsertAsync(run);
        Directory.CreateDirectory(Path.Combine(_folder.Path, Path.GetDirectoryName(LogOf(run))!));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, LogOf(run)), "/proc/self/mem"); // It can be opened; reading its beginning fails.
        await _rig.ListAsync();
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();
        _rig.Time.Advance(TimeSpan.FromSeconds(5));
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();

        File.Delete(Path.Combine(_folder.Path, LogOf(run)));
        _folder.Write(LogOf(run), Metric("orders", 40));
        await _rig.Rows.StepAsync(Ended).DefaultTimeout();

        (await _rig.ListAsync()).ShouldHaveSingleItem().Records.ShouldBe(40);
    }

    [Fact]
    public async Task ReadLog_WhoLeavesEarly_LeavesNothingThatWatchesTheRun()
    {
        var run = new MeltanoRun(_rig.Now);
        var id = await _table.InsertAsync(run);
        _folder.Write(LogOf(run), $"{Begin}first\n");
        await _rig.ReadAsync();
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await using (var lines = _rig.Logs.ReadAsync(_rig.Index.Find(id)!, null, follow: true, WatchAsync, Ended).GetAsyncEnumerator(Ended))
        {
            (await NextAsync(lines))!.Message.ShouldBe("first");
        }

        watching.Task.IsCompleted.ShouldBeTrue();

        async Task WatchAsync(CancellationToken leaving)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _rig.Time, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            watching.SetResult();
            leaving.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task ListRuns_AnErrorWithASecretOfTheProject_DoesNotShowIt()
    {
        await _table.InsertAsync(new MeltanoRun(_rig.Now) { State = "FAIL", EndedAt = _rig.Now, Payload = """{"error": "cannot sign in with hunter22"}""" });

        (await _rig.ListAsync()).ShouldHaveSingleItem().Error.ShouldBe("cannot sign in with *****");
    }

    private static string LogOf(MeltanoRun run) => $"logs/elt/devtap-a-to-target-b/{run.RunId:D}/elt.log";

    private static string Metric(string stream, int rows) =>
        $$$"""{{{Begin}}}INFO METRIC: {"type": "counter", "metric": "record_count", "value": {{{rows}}}, "tags": {"stream": "{{{stream}}}"}} cmd_type=elb consumer=False name=tap-a producer=True stdio=stderr string_id=tap-a""" + "\n";

    private async Task<RunLogLine?> NextAsync(IAsyncEnumerator<RunLogLine> lines)
    {
        var next = lines.MoveNextAsync().AsTask();
        await Advancing.UntilAsync(_rig.Time, TimeSpan.FromMilliseconds(10), () => Task.FromResult(next.IsCompleted ? next : null));
        return await next ? lines.Current : null;
    }
}
