using System.Net.Sockets;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// A connection's bytes, watched for the first of them, which show whether a daemon speaks, and for their end. An HTTP/2 connection always has
/// a read under way, so its end is known here at once, however long the next call is off; the handler itself tells nobody.
/// </summary>
internal sealed class WatchedStream(Socket socket, bool isTls, Action spoke, Action lost) : NetworkStream(socket, ownsSocket: true)
{
    private int _ended;
    private bool _isKnown;

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
            if (ForeignProtocolException.Of(bytes, isTls) is { } foreign)
            {
                throw foreign;
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
