namespace FlextMonitor.Collector.Leases;

/// <summary>How a lease stands.</summary>
/// <param name="Name">The lease: a source, or <c>evaluator</c>.</param>
/// <param name="Epoch">The epoch of the newest term.</param>
/// <param name="Holder">The id of the process that holds it; null if nobody does.</param>
/// <param name="Left">How long it lasts if it is not renewed; zero if nobody holds it.</param>
public sealed record LeaseStanding(string Name, long Epoch, string? Holder, TimeSpan Left);
