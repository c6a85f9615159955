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
    public void TakeAsync_OfProcessors_LeavesOneFree(int processors, int atOnce)
    {
        using var turns = new ExportTurns(processors);
        for (var taken = 0; taken < atOnce; taken++)
        {
            turns.TakeAsync(Cancelled).IsCompletedSuccessfully.ShouldBeTrue();
        }

        turns.TakeAsync(Cancelled).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task FlushAsync_ToAReaderThatIsSlow_LetsOthersCompute()
    {
        using var turns = new ExportTurns(processors: 1);
        using var turn = await turns.TakeAsync(Cancelled);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await using var stream = new ExportStream(pipe.Writer, turn);
        var other = turns.TakeAsync(Cancelled);
        other.IsCompleted.ShouldBeFalse();

        stream.Write("line"u8);
        var flushing = stream.FlushAsync(Cancelled);
        using (await other.DefaultTimeout())
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
        using (await turns.TakeAsync(Cancelled))
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
        using var turn = await turns.TakeAsync(Cancelled);
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
        using (var turn = await turns.TakeAsync(Cancelled))
        {
            await using var stream = new ExportStream(pipe.Writer, turn);
            stream.Write("line"u8);
            await Should.ThrowAsync<OperationCanceledException>(() => stream.FlushAsync(Cancelled));
        }

        turns.TakeAsync(Cancelled).IsCompletedSuccessfully.ShouldBeTrue();
        turns.TakeAsync(Cancelled).IsCompleted.ShouldBeFalse();
    }
}
