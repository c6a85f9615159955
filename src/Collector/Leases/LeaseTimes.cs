namespace FlextMonitor.Collector.Leases;

/// <summary>How long leases last. A holder gives up a second before another can take over, by its own monotonic clock.</summary>
public static class LeaseTimes
{
    /// <summary>How long a lease lasts after its last renewal, by the clock of the store.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>The time between renewals.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1.5);

    /// <summary>How long after it sent the last renewal that succeeded a holder gives up.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(4);

    /// <summary>The wait after a renewal that failed because the store did not answer.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(0.25);
}
