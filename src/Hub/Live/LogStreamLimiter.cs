using System.Threading.RateLimiting;

namespace FlextMonitor.Hub.Live;

/// <summary>Limits the logs that each connection reads. SignalR limits the calls of a connection, but not those that answer with a stream.</summary>
internal sealed class LogStreamLimiter : IDisposable
{
    /// <summary>Logs that one connection may read at once.</summary>
    public const int Most = 4;

    private readonly PartitionedRateLimiter<string> _byConnection = PartitionedRateLimiter.Create<string, string>(connectionId =>
        RateLimitPartition.GetConcurrencyLimiter(connectionId, _ => new ConcurrencyLimiterOptions { PermitLimit = Most }));

    /// <summary>A permit for one more log, if there is one. Dispose it to give it back.</summary>
    public RateLimitLease TryOpen(string connectionId) => _byConnection.AttemptAcquire(connectionId);

    public void Dispose() => _byConnection.Dispose();
}
