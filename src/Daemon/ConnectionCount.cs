using Microsoft.AspNetCore.Connections;

namespace FlextMonitor.Daemon;

/// <summary>Counts the open connections to this daemon, with or without a running call.</summary>
internal sealed class ConnectionCount
{
    private int _open;

    /// <summary>The number of open connections.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Connection middleware for Kestrel: counts a connection from accept to close.</summary>
    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _open);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };
}
