using System.Threading.RateLimiting;

namespace FlextMonitor.Hub.Live;

/// <summary>How many logs each connection reads. SignalR limits the calls of a connection, but none that answers with a stream.</summary>
internal sealed class LogPlaces : IDisposable
{
    /// <summary>Logs that one connection may read at once.</summary>
    public const int Most = 4;

    private readonly PartitionedRateLimiter<string> _byConnection = PartitionedRateLimiter.Create<string, string>(connectionId =>
        RateLimitPartition.GetConcurrencyLimiter(connectionId, _ => new ConcurrencyLimiterOptions { PermitLimit = Most }));

    /// <summary>A place for one more, if one is free. Dispose it to give it back.</summary>
    public RateLimitLease Take(string connectionId) => _byConnection.AttemptAcquire(connectionId);

    public void Dispose() => _byConnection.Dispose();
}
