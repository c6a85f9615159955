using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>A part of a daemon's list of executions.</summary>
/// <param name="Executions">Those that can be used, in the daemon's order: newest first.</param>
/// <param name="Sent">How many the daemon sent, 0 or more. It may be more than were asked for, because some daemons send their whole list each time.</param>
/// <param name="IsTooLarge">Whether the answer was larger than the settings allow. It then has no executions, and a smaller part may fit.</param>
/// <param name="Total">How many executions the daemon says its whole list has; 0 if it does not say.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionData> Executions, int Sent, bool IsTooLarge, int Total = 0);
