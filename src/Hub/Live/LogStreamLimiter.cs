using System.Threading.RateLimiting;

namespace FlextMonitor.Hub.Live;

/// <summary>Limits the logs that each connection reads at once. SignalR limits the concurrent calls of a connection, but not its streams.</summary>
internal sealed class LogStreamLimiter : IDisposable
{
    /// <summary>Logs that one connection may read at once.</summary>
    public const int MaxPerConnection = 4;

    private readonly PartitionedRateLimiter<string> _byConnection = PartitionedRateLimiter.Create<string, string>(connectionId =>
        RateLimitPartition.GetConcurrencyLimiter(connectionId, _ => new ConcurrencyLimiterOptions { PermitLimit = MaxPerConnection }));

    /// <summary>Tries to get a permit for one more log. Dispose it to release the permit.</summary>
    public RateLimitLease TryOpen(string connectionId) => _byConnection.AttemptAcquire(connectionId);

    public void Dispose() => _byConnection.Dispose();
}
