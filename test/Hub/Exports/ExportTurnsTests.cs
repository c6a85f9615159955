using System.IO.Pipelines;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

public sealed class ExportTurnsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    public async Task TakeAsync_OfProcessors_LeavesOneFree(int processors, int atOnce)
    {
        using var turns = new ExportTurns(processors);
        ExportTurn? last = null;
        for (var taken = 0; taken < atOnce; taken++)
        {
            last = await turns.TakeAsync(Cancelled).DefaultTimeout();
        }

        var next = turns.TakeAsync(Cancelled);
        next.IsCompleted.ShouldBeFalse();
        last!.Pause();
        await next.DefaultTimeout();
    }

    [Fact]
    public async Task FlushAsync_AndTaking_GoOnByAThreadForExports()
    {
        using var turns = new ExportTurns(processors: 1);

        (await NamesAsync()).ShouldBe(["Export 1", "Export 1"]);

        async Task<string?[]> NamesAsync()
        {
            await using var turn = await turns.TakeAsync(Cancelled).ConfigureAwait(false);
            var taken = Thread.CurrentThread.Name;
            await using var stream = new ExportStream(new Pipe().Writer, turn);
            await stream.FlushAsync(Cancelled).ConfigureAwait(false);
            return [taken, Thread.CurrentThread.Name];
        }
    }

    [Fact]
    public async Task Dispose_LeavesTheThreadsForExports()
    {
        using var turns = new ExportTurns(processors: 1);

        (await NameAsync()).ShouldNotBe("Export 1");

        async Task<string?> NameAsync()
        {
            await using (await turns.TakeAsync(Cancelled).ConfigureAwait(false))
            {
            }

            return Thread.CurrentThread.Name;
        }
    }

    [Fact]
    public async Task FlushAsync_ToAReaderThatIsSlow_LetsOthersCompute()
    {
        using var turns = new ExportTurns(processors: 1);
        await using var turn = await turns.TakeAsync(Cancelled);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await using var stream = new ExportStream(pipe.Writer, turn);
        var other = turns.TakeAsync(Cancelled);
        other.IsCompleted.ShouldBeFalse();

        stream.Write("line"u8);
        var flushing = stream.FlushAsync(Cancelled);
        await using (await other.DefaultTimeout())
        {
            pipe.Reader.AdvanceTo((await pipe.Reader.ReadAsync(Cancelled).AsTask().DefaultTimeout()).Buffer.End);
            flushing.IsCompleted.ShouldBeFalse();
        }

        await flushing.DefaultTimeout();
    }

    [Fact]
    public async Task Report_WhileOthersCompute_IsLaidOutAfterThem()
    {
        using var turns = new ExportTurns(processors: 1);
        var isLaidOut = false;
        await using var report = new ReportContent("report", "", turns, (_, _) =>
        {
            isLaidOut = true;
            return Task.FromResult(1L);
        });
        Task<byte[]> building;
        await using (await turns.TakeAsync(Cancelled))
        {
            await report.BeginAsync(Cancelled);
            building = report.BuildAsync(Cancelled);
            isLaidOut.ShouldBeFalse();
        }

        await building.DefaultTimeout();
        isLaidOut.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_AReport_TakesTurnsWithItsOwnLayout()
    {
        using var turns = new ExportTurns(processors: 1);
        var pipe = new Pipe();
        await using var report = new ReportContent("report", "", turns, async (document, cancelled) =>
        {
            await document.WriteAsync("a report"u8.ToArray(), cancelled);
            return 1;
        });
        await using var turn = await turns.TakeAsync(Cancelled);
        await using var stream = new ExportStream(pipe.Writer, turn);

        await report.WriteAsync(stream, Cancelled).DefaultTimeout();

        stream.Written.ShouldBe("a report".Length);
    }

    [Fact]
    public async Task Dispose_AfterTheReaderHasLeft_GivesTheTurnBackOnce()
    {
        using var turns = new ExportTurns(processors: 1);
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        await using (var turn = await turns.TakeAsync(Cancelled))
        {
            await using var stream = new ExportStream(pipe.Writer, turn);
            stream.Write("line"u8);
            await Should.ThrowAsync<OperationCanceledException>(() => stream.FlushAsync(Cancelled));
        }

        await turns.TakeAsync(Cancelled).DefaultTimeout();
        turns.TakeAsync(Cancelled).IsCompleted.ShouldBeFalse();
    }
}
