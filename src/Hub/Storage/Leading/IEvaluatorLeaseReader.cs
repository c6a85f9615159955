using FlextMonitor.Collector.Leases;

namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Tells which process evaluates.</summary>
public interface IEvaluatorLeaseReader
{
    /// <summary>The lease; null while its store does not answer, or before the first term.</summary>
    Task<LeaseStanding?> ReadAsync(CancellationToken cancellationToken);
}
