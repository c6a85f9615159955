using System.IO.Pipelines;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Passes everything on to a pipe, and records the bytes of each write.</summary>
internal sealed class WriteLog(PipeWriter pipe) : PipeWriter
{
    private readonly List<byte[]> _writes = [];

    public IReadOnlyList<byte[]> Writes => _writes;

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        _writes.Add(source.ToArray());
        return pipe.WriteAsync(source, cancellationToken);
    }

    public override void Advance(int bytes) => pipe.Advance(bytes);

    public override void CancelPendingFlush() => pipe.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => pipe.Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => pipe.FlushAsync(cancellationToken);

    public override Memory<byte> GetMemory(int sizeHint = 0) => pipe.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => pipe.GetSpan(sizeHint);
}
