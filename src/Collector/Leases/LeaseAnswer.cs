namespace FlextMonitor.Collector.Leases;

/// <summary>The answer to an attempt to take a lease.</summary>
/// <param name="Epoch">The epoch of the new term; 0 if another holds the lease.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Left">How long it lasts if it is not renewed.</param>
public sealed record LeaseAnswer(long Epoch, string Holder, TimeSpan Left);
