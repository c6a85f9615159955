namespace FlextMonitor.Collector.Leases;

/// <summary>The store of leases does not answer now. The same call may succeed later.</summary>
public sealed class LeaseStoreException : Exception
{
    /// <summary>Creates it with the reason and its cause.</summary>
    public LeaseStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
