using System.Buffers;
using System.IO.Pipelines;
using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>The body of an answer. What is written without waiting goes into its buffer, because a server refuses to block; <see cref="FlushAsync"/> sends it, at the pace of the reader.</summary>
/// <param name="body">The body.</param>
/// <param name="turn">The turn of the export, which is another's while this one is sent.</param>
internal sealed class ExportStream(PipeWriter body, ExportTurn turn) : Stream, IBufferWriter<byte>
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes were written.</summary>
    public long Written { get; private set; }

    public void Advance(int count)
    {
        body.Advance(count);
        Written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => body.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => body.GetSpan(sizeHint);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        body.Write(buffer);
        Written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Flush()
    {
    }

    /// <summary>Sends what was written.</summary>
    /// <exception cref="OperationCanceledException">Nobody reads any more.</exception>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        turn.Pause();
        var result = await body.FlushAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The reader has left.");
        }

        await turn.ResumeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Continues on a thread for exports; see <see cref="BackgroundThreads.SwitchAsync"/>.</summary>
    public BackgroundSwitch SwitchAsync() => turn.SwitchAsync();

    /// <summary>Waits for work that computes by a turn of its own.</summary>
    public async Task AwaitAsync(Task work, CancellationToken cancellationToken)
    {
        turn.Pause();
        await work.ConfigureAwait(false);
        await turn.ResumeAsync(cancellationToken).ConfigureAwait(false);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
