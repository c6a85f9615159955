namespace FlextMonitor.Hub.Problems;

/// <summary>Something that is wrong with the monitor itself.</summary>
/// <param name="Kind">One of <see cref="FlextMonitor.Contracts.ProblemKinds"/>, whose rule says how urgent it is.</param>
/// <param name="Subject">What it concerns, such as a channel's id; empty if the kind says it all.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Detail">The reason; null if there is none.</param>
/// <param name="Since">Since when.</param>
public sealed record MonitorCondition(string Kind, string Subject, string Title, string? Detail, DateTimeOffset Since);
