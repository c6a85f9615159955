using System.Net.Sockets;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// A connection's bytes, watched for the first of them, which show whether a daemon speaks, and for their end. An HTTP/2 connection always has
/// a read under way, so its end is known here at once, however long the next call is off; the handler itself tells nobody.
/// </summary>
internal sealed class WatchedStream(Socket socket, bool isTls, Action spoke, Action lost) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>As many as show who speaks.</summary>
    private const int FirstBytes = 64;

    private int _ended;
    private bool _isKnown;
    private ForeignProtocolException? _foreign;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = 0;
        try
        {
            read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Look(buffer.Span[..read]);
            return read;
        }
        finally
        {
            // A read into nothing only waits for bytes; it answers 0 when there are some.
            if (read > 0)
            {
                spoke();
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
        catch (IOException) when (!_isKnown && Socket.Available > 0)
        {
            // Who hangs up on what it does not understand may have said so before, and nobody has read it yet.
            var waiting = new byte[FirstBytes];
            Look(waiting.AsSpan(0, Socket.Receive(waiting, SocketFlags.Peek)));
            throw;
        }
        catch (Exception exception) when (_foreign is not null && exception is (IOException or ObjectDisposedException))
        {
            // Why the connection was given up, and not that it was.
            throw _foreign;
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Also what follows a GOAWAY, with which servers that are being stopped take their leave. That a connection past its
        // lifetime ends so too costs one early sample.
        End();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        if (!_isKnown && bytes.Length > 0)
        {
            _isKnown = true;
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
