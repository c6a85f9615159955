using Microsoft.AspNetCore.Connections;

namespace FlextMonitor.Daemon;

/// <summary>Counts the connections that are open to this daemon, whether or not a call is under way on them.</summary>
internal sealed class ConnectionCount
{
    private int _open;

    /// <summary>How many are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Kestrel's connection middleware: counts from accept to close.</summary>
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
