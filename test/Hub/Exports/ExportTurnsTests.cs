using System.IO.Pipelines;
using FlextMonitor.Hub.Exports.Files;

namespace FlextMonitor.Hub.Tests.Exports;

public sealed class ExportTurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    public async Task TakeAsync_OfProcessors_LeavesOneFree(int processors, int atOnce)
    {
        using var turns = new ExportTurns(processors);
        for (var taken = 0; taken < atOnce; taken++)
        {
            Assert.True(turns.TakeAsync(Cancelled).IsCompletedSuccessfully);
        }

        Assert.False(turns.TakeAsync(Cancelled).IsCompleted);
    }

    [Fact]
    public async Task FlushAsync_ToAReaderThatIsSlow_LetsOthersCompute()
    {
        using var turns = new ExportTurns(processors: 1);
        using var turn = await turns.TakeAsync(Cancelled);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await using var stream = new ExportStream(pipe.Writer, turn);
        var other = turns.TakeAsync(Cancelled);
        Assert.False(other.IsCompleted);

        stream.Write("line"u8);
        var flushing = stream.FlushAsync(Cancelled);
        using (await other.WaitAsync(Patience, Cancelled))
        {
            pipe.Reader.AdvanceTo((await pipe.Reader.ReadAsync(Cancelled)).Buffer.End);
            Assert.False(flushing.IsCompleted);
        }

        await flushing.WaitAsync(Patience, Cancelled);
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
            await Assert.ThrowsAsync<OperationCanceledException>(() => stream.FlushAsync(Cancelled));
        }

        Assert.True(turns.TakeAsync(Cancelled).IsCompletedSuccessfully);
        Assert.False(turns.TakeAsync(Cancelled).IsCompleted);
    }
}
