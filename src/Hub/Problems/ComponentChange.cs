namespace FlextMonitor.Hub.Problems;

/// <summary>Since when a component is as it is.</summary>
/// <param name="Healthy">How it is.</param>
/// <param name="Since">When that was first observed.</param>
/// <param name="IsSeen">Whether the change was observed. False if it may have been so for longer.</param>
internal sealed record ComponentChange(bool Healthy, DateTimeOffset Since, bool IsSeen);
