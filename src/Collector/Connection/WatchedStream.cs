using System.Net.Sockets;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// A connection's bytes. It inspects the first ones, which show whether a daemon sent them, and reports the end of the connection. An HTTP/2
/// connection always has a pending read, so the end is noticed at once, however far off the next call is; the handler itself does not report it.
/// </summary>
internal sealed class WatchedStream(Socket socket, bool isTls, Action received, Action lost) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>As many bytes as are needed to recognize the protocol.</summary>
    private const int FirstBytes = 64;

    private int _ended;
    private bool _isInspected;
    private ForeignProtocolException? _foreign;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        try
        {
            read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Inspect(buffer.Span[..read]);
            return read;
        }
        finally
        {
            // A read into an empty buffer only waits for bytes; it returns 0 when there are some.
            if (read > 0)
            {
                received();
            }
            else if (buffer.Length > 0)
            {
                End();
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (!_isInspected && Socket.Available > 0)
        {
            // A server that closes on input that it does not understand may have sent a reply before, which has not been read yet.
            var waiting = new byte[FirstBytes];
            Inspect(waiting.AsSpan(0, Socket.Receive(waiting, SocketFlags.Peek)));
            throw;
        }
        catch (Exception exception) when (_foreign is not null && exception is (IOException or ObjectDisposedException))
        {
            // Reports why the connection was closed, instead of only that it was.
            throw _foreign;
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Also called after a GOAWAY, which servers send when they stop. A connection past its lifetime ends in the same way; that costs
        // one early sample.
        End();
        base.Dispose(disposing);
    }

    private void Inspect(ReadOnlySpan<byte> bytes)
    {
        if (!_isInspected && bytes.Length > 0)
        {
            _isInspected = true;
            _foreign = ForeignProtocolException.Of(bytes, isTls);
            if (_foreign is not null)
            {
                throw _foreign;
            }
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            lost();
        }
    }
}
