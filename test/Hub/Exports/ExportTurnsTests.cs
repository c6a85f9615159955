using System.IO.Pipelines;
using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Reports;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

public sealed class ExportTurnsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(64, ExportPlaces.AtOnce)]
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
    public async Task Table_IsReadByAThreadForExports_FromItsFirstRowOn()
    {
        var threads = new List<string?>();
        var table = new ExportTable<int>
        {
            Name = "things",
            Title = "Things",
            Scope = "",
            Cells = [],
            Pages = _ => ReadAsync(),
            Facts = () => [],
        };
        using var turns = new ExportTurns(processors: 1);
        await using var content = new TableContent(table, ExportFormat.Csv, new ExportStyle(TimeZoneInfo.Utc, ',', HasByteOrderMark: false));

        await content.BeginAsync(turns, Cancelled);
        await turns.RunAsync(turn => content.WriteAsync(new ExportStream(PipeWriter.Create(Stream.Null), turn), Cancelled), Cancelled);

        threads.ShouldBe(["Export 1", "Export 1"]);

        // A store in a file answers at once, on the thread that asks.
        async IAsyncEnumerable<IEnumerable<int>> ReadAsync()
        {
            for (var page = 0; page < 2; page++)
            {
                threads.Add(Thread.CurrentThread.Name);
                await Task.CompletedTask;
                yield return [page];
            }
        }
    }

    [Fact]
    public async Task RunAsync_IsOnAThreadForExports_AndLeavesItForWhatFollows()
    {
        using var turns = new ExportTurns(processors: 1);

        var (work, following) = await ThreadsAsync();

        work!.Name.ShouldBe("Export 1");
        following.ShouldNotBe(work);

        async Task<(Thread? Work, Thread Following)> ThreadsAsync()
        {
            Thread? work = null;
            await turns.RunAsync(
                _ =>
                {
                    work = Thread.CurrentThread;
                    return Task.CompletedTask;
                },
                Cancelled).ConfigureAwait(false);
            return (work, Thread.CurrentThread);
        }
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
        await using var report = new ReportContent("report", "", (_, _) =>
        {
            isLaidOut = true;
            return Task.FromResult(1L);
        });
        Task<byte[]> building;
        using (await turns.TakeAsync(Cancelled))
        {
            await report.BeginAsync(turns, Cancelled);
            building = report.BuildAsync(turns, Cancelled);
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
        await using var report = new ReportContent("report", "", async (document, cancelled) =>
        {
            await document.WriteAsync("a report"u8.ToArray(), cancelled);
            return 1;
        });
        using var turn = await turns.TakeAsync(Cancelled);
        await using var stream = new ExportStream(pipe.Writer, turn);

        await report.BeginAsync(turns, Cancelled);
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

        await turns.TakeAsync(Cancelled).DefaultTimeout();
        turns.TakeAsync(Cancelled).IsCompleted.ShouldBeFalse();
    }
}
