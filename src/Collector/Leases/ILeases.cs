namespace FlextMonitor.Collector.Leases;

/// <summary>The leases of one store. Each method throws <see cref="LeaseStoreException"/> while the store does not answer.</summary>
public interface ILeases
{
    /// <summary>Takes a lease that nobody holds, with an epoch greater than all before.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="above">The new epoch is greater than this.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    Task<LeaseAnswer> TakeAsync(string name, long above, CancellationToken cancellationToken);

    /// <summary>Has a lease last longer.</summary>
    /// <returns>Whether it was still held by this process, with that epoch.</returns>
    Task<bool> RenewAsync(string name, long epoch, CancellationToken cancellationToken);

    /// <summary>Ends a lease at once and tells those who wait for it. Does nothing if it is held no longer.</summary>
    Task ReleaseAsync(string name, long epoch, CancellationToken cancellationToken);

    /// <summary>Waits until a lease may be free: at most the given time, less if its release is told.</summary>
    Task WaitAsync(string name, TimeSpan atMost, CancellationToken cancellationToken);
}
